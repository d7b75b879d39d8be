package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** Serves the repositories of a directory by git's own protocol: {@code git daemon}, one for each connection. */
final class GitDaemon implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Path root;

    GitDaemon(Path root) throws IOException {
        this.root = root;
        daemon(this::accept);
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
            ProcessBuilder builder = new ProcessBuilder(
                    "git", "daemon", "--inetd", "--export-all", "--base-path=" + root, root.toString());
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
