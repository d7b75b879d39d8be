package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves repositories by git's own protocol: a program for each connection, by default {@code git daemon}. */
final class GitDaemon implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private volatile List<String> command;

    /** Serves the repositories of a directory. */
    GitDaemon(Path root) throws IOException {
        command = List.of("git", "daemon", "--inetd", "--export-all", "--base-path=" + root, root.toString());
        daemon(this::accept);
    }

    /**
     * From now on serves one repository, whatever is asked for.
     *
     * @param script what is done for each connection; {@code serve} in it is the repository's server
     */
    void serve(Path repository, String script) {
        Path parent = repository.getParent();
        String serve = "serve() { git daemon --inetd --export-all --interpolated-path='" + repository + "' '" + parent
                + "'; }\n";
        command = List.of("sh", "-c", serve + script);
        connections.set(0);
    }

    /** How many connections there have been. */
    int connections() {
        return connections.get();
    }

    String url(String repository) {
        return "git://127.0.0.1:" + socket.getLocalPort() + "/" + repository;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            } catch (IOException e) {
                // It is closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            connections.incrementAndGet();
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("GIT_CONFIG_COUNT", "1");
            builder.environment().put("GIT_CONFIG_KEY_0", "uploadpack.allowFilter");
            builder.environment().put("GIT_CONFIG_VALUE_0", "true");
            Process process = builder.start();
            daemon(() -> copyRequests(client, process));
            process.getInputStream().transferTo(client.getOutputStream());
            process.destroy();
        } catch (IOException e) {
            // The client has hung up.
            return;
        }
    }

    private static void copyRequests(Socket client, Process process) {
        try (var in = process.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int n; (n = client.getInputStream().read(buffer)) > 0; ) {
                in.write(buffer, 0, n);
                in.flush();
            }
        } catch (IOException e) {
            // One of them has hung up.
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "git-daemon");
        thread.setDaemon(true);
        thread.start();
    }
}
