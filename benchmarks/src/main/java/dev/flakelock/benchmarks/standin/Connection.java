package dev.flakelock.benchmarks.standin;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection of a client: {@code CONNECT}, TLS, then requests one after the other. */
final class Connection {

    private static final int MAX_LINE = 8192;

    /**
     * What all connections share.
     *
     * @param answers what is said
     * @param sockets makes the TLS side
     * @param latencyMillis how long each answer waits, the one to {@code CONNECT} included
     * @param log is told each request, {@code CONNECT} excluded
     */
    record Setting(Answers answers, SSLSocketFactory sockets, long latencyMillis, Consumer<String> log) {}

    private final Setting setting;
    private final Socket socket;

    Connection(Setting setting, Socket socket) {
        this.setting = setting;
        this.socket = socket;
    }

    /** Serves until the client goes away. */
    void serve() throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        String[] request = head(socket.getInputStream()).split(" ");
        if (request.length < 3 || !request[0].equals("CONNECT")) {
            return;
        }
        String host = request[1].replaceFirst(":\\d+$", "");
        Thread.sleep(setting.latencyMillis());
        OutputStream plain = socket.getOutputStream();
        plain.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        plain.flush();
        try (SSLSocket tls = (SSLSocket) setting.sockets().createSocket(socket, host, 443, false)) {
            tls.setUseClientMode(false);
            InputStream in = new BufferedInputStream(tls.getInputStream());
            OutputStream out = tls.getOutputStream();
            for (String line = head(in); !line.isEmpty(); line = head(in)) {
                answer(host, line.split(" ")[1], out);
            }
        }
    }

    private void answer(String host, String path, OutputStream out) throws IOException, InterruptedException {
        setting.log().accept(host + path);
        Thread.sleep(setting.latencyMillis());
        Answers.Answer answer = setting.answers().to(host + path);
        byte[] text = answer.text().getBytes(StandardCharsets.UTF_8);
        long length = answer.file() == null ? text.length : Files.size(answer.file());
        String head = "HTTP/1.1 " + answer.status() + " Answer\r\n" + answer.headers() + "Content-Length: " + length
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        if (answer.file() == null) {
            out.write(text);
        } else {
            Files.copy(answer.file(), out);
        }
        out.flush();
    }

    /** The first line of a request, whose other lines are skipped; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        String first = line(in);
        while (!first.isEmpty() && !line(in).isEmpty()) {
            // Nothing that clients say in their headers makes a difference.
        }
        return first;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n' && line.length() < MAX_LINE; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
