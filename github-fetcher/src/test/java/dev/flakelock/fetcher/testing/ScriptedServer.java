package dev.flakelock.fetcher.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A server on this machine that answers each request with the next step of a script, byte for byte, and closes the
 * connection after it: for answers that no well-behaved server gives.
 */
public final class ScriptedServer implements AutoCloseable {

    /** What the server does with one request. */
    @FunctionalInterface
    public interface Step {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /** A request: its path, and its headers in lower case. */
    public record Request(String path, Map<String, String> headers) {

        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    private final ServerSocket socket;
    private final Deque<Step> script = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final Thread thread;
    private @Nullable Socket current;
    private Step otherwise = raw("HTTP/1.1 500 script is over\nContent-Length: 0", new byte[0]);

    public ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Adds steps to the script. */
    public ScriptedServer then(Step... steps) {
        synchronized (script) {
            script.addAll(List.of(steps));
        }
        return this;
    }

    /** What is done when the script is over. */
    public ScriptedServer otherwise(Step step) {
        synchronized (script) {
            otherwise = step;
        }
        return this;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    /** The requests so far. */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** A step that sends a head, and then a body as it is. */
    public static Step raw(String head, byte[] body) {
        return (request, out) -> {
            out.write((head.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(body);
        };
    }

    /** A step that sends an answer as it should be; the head has no length yet. */
    public static Step answer(String head, byte[] body) {
        return raw(head + "\nContent-Length: " + body.length, body);
    }

    /** A step that closes the connection without a word. */
    public static Step hangUp() {
        return (request, out) -> {};
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                current = connection;
                connection.setTcpNoDelay(true);
                Request request = read(connection);
                if (request != null) {
                    next(request).answer(request, connection.getOutputStream());
                    connection.getOutputStream().flush();
                }
            } catch (IOException e) {
                // The client has gone, or the server is being closed.
                current = null;
            }
        }
    }

    private Step next(Request request) {
        synchronized (requests) {
            requests.add(request);
        }
        synchronized (script) {
            Step step = script.poll();
            return step == null ? otherwise : step;
        }
    }

    private static @Nullable Request read(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = in.readLine();
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ")[1], headers);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Socket open = current;
        if (open != null) {
            open.close();
        }
    }
}
