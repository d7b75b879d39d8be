package dev.flakelock.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Somebody to speak to while training, on the loopback interface: an HTTP server that has the same body for every
 * question, and a proxy behind which nobody understands TLS.
 */
final class TrainingServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] body;

    /** A server that listens. */
    TrainingServer(byte[] body) throws IOException {
        this.body = body;
        Thread thread = new Thread(this::serve, "training-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is: {@code http://127.0.0.1:PORT}. */
    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                answer(connection);
            } catch (IOException endOfConnection) {
                // There will be others, until the socket is closed.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = connection.getOutputStream();
        String first = in.readLine();
        String line = first;
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
        if (first != null && first.startsWith("CONNECT")) {
            out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
            in.read();
            out.write(bytes("this is not TLS\r\n"));
        } else {
            out.write(bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n"));
            out.write(body);
        }
        out.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
