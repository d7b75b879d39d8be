package dev.flakelock.benchmarks.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The stand-in as a program: {@code StandIn DIRECTORY LATENCY_MILLIS}.
 *
 * <p>Serves the repositories in {@code DIRECTORY/repos} until it is killed. When it is ready there is
 * {@code DIRECTORY/certificate.pem} for clients to trust, and {@code DIRECTORY/port} with the port of the proxy on the
 * loopback interface. Every request is a line of {@code DIRECTORY/requests}.
 */
public final class StandIn implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final Connection.Setting setting;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "stand-in");
        thread.setDaemon(true);
        return thread;
    });

    private StandIn(Connection.Setting setting, ServerSocket listening) {
        this.setting = setting;
        this.listening = listening;
    }

    /** Starts in this directory. */
    public static StandIn start(Path directory, long latencyMillis)
            throws IOException, GeneralSecurityException, InterruptedException {
        ServerCertificate certificate = ServerCertificate.in(directory);
        Files.writeString(directory.resolve("certificate.pem"), certificate.pem());
        Answers answers = new Answers(directory.resolve("repos"));
        Path log = Files.writeString(directory.resolve("requests"), "");
        Connection.Setting setting =
                new Connection.Setting(answers, certificate.sockets(), latencyMillis, line -> append(log, line));
        ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        StandIn standIn = new StandIn(setting, listening);
        standIn.threads.execute(standIn::accept);
        // Renamed into place, so that whoever waits for it finds it whole.
        Path port = Files.writeString(directory.resolve("port.new"), listening.getLocalPort() + "\n");
        Files.move(port, directory.resolve("port"));
        return standIn;
    }

    /** The port of the proxy. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Connection(setting, socket).serve();
        } catch (IOException gone) {
            // A client may hang up at any time.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void append(Path log, String line) {
        synchronized (StandIn.class) {
            try {
                Files.writeString(log, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    /** Runs the program. */
    public static void main(String[] args) throws IOException, GeneralSecurityException, InterruptedException {
        start(Path.of(args[0]), Long.parseLong(args[1]));
        Thread.currentThread().join();
    }
}
