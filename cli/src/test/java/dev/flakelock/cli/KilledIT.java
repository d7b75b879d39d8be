package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built command, killed at any moment and run twice at once: the lock file is the old one or the new one and
 * whole, and what is left in the cache is believed only where it is right.
 */
class KilledIT {

    private static final int ROUNDS = 5;
    private static final int KILLS = 10;
    private static final int INPUTS = 4;
    private static final int FILE_BYTES = 50_000;

    @TempDir
    Path directory;

    private final Random random = new Random(20261125);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore answered = new Semaphore(0);
    private HttpServer server;
    private Machine machine;
    private volatile int revision = 1;
    private byte[] old;
    private byte[] right;
    private long millis;

    @BeforeEach
    void aLockedFlake() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        machine = Machine.in(directory);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        StringBuilder flake = new StringBuilder("{\n");
        for (int i = 0; i < INPUTS; i++) {
            flake.append("  inputs.i%d = { url = \"http://127.0.0.1:%d/%d.tar\"; flake = false; };\n"
                    .formatted(i, server.getAddress().getPort(), i));
        }
        machine.write("work/flake.nix", flake + "  outputs = _: { };\n}\n");
        old = finished();
        revision = 2;
        long begin = System.nanoTime();
        right = finished();
        millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertThat(right).isNotEqualTo(old);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void killedAtAnyMoment() throws IOException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            deleteCache();
            for (int i = 0; i < KILLS; i++) {
                Files.write(lockFile(), old);
                killSoonAfter(i % (INPUTS + 1));
                assertThat(Files.readAllBytes(lockFile())).isIn(old, right);
            }
            Files.write(lockFile(), old);
            assertThat(finished()).isEqualTo(right);
        }
        assertOnlyTemporaryFilesBeside();
    }

    @Test
    void twoAtOnce() throws IOException, InterruptedException {
        deleteCache();
        Files.write(lockFile(), old);
        List<Process> both = List.of(machine.begin("work", "update"), machine.begin("work", "update"));
        for (Process process : both) {
            process.waitFor();
        }
        assertThat(both).extracting(Process::exitValue).contains(0).isSubsetOf(0, 1);
        assertThat(Files.readAllBytes(lockFile())).isEqualTo(right);
        assertThat(beside()).containsExactlyInAnyOrder("flake.lock", "flake.nix");
        assertThat(finished()).isEqualTo(right);
    }

    /**
     * Begins a command and kills it a random while after so many answers: as it starts, while archives arrive, and while it
     * writes. What a slow machine moves is the moment, which any may be.
     */
    private void killSoonAfter(int answers) throws IOException, InterruptedException {
        answered.drainPermits();
        Process process = machine.begin("work", "update");
        CompletableFuture<Void> ended = process.onExit().thenRun(() -> answered.release(INPUTS));
        answered.acquire(answers);
        process.waitFor(random.nextInt((int) millis / 2), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        ended.join();
    }

    private byte[] finished() throws IOException, InterruptedException {
        Machine.Outcome outcome = machine.flakelock("work", "update");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return Files.readAllBytes(lockFile());
    }

    /** A process that is killed between writing a file and moving it to its place leaves the former. */
    private void assertOnlyTemporaryFilesBeside() throws IOException {
        assertThat(beside()).allMatch(name -> name.matches("flake\\.(nix|lock)|\\.flake\\.lock\\..*\\.tmp"));
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(machine.path("work"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path lockFile() {
        return machine.path("work/flake.lock");
    }

    private void deleteCache() throws IOException {
        Path cache = machine.path("home/.cache/flakelock");
        assertThat(cache).isDirectory();
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A tar archive of the present revision: a few files that differ from input to input. */
    private void answer(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random contents = new Random(exchange.getRequestURI().hashCode() * 31L + revision);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < 5; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("top/file" + i);
                byte[] file = new byte[FILE_BYTES];
                contents.nextBytes(file);
                entry.setSize(file.length);
                entry.setModTime(1_700_000_000_000L + revision);
                tar.putArchiveEntry(entry);
                tar.write(file);
                tar.closeArchiveEntry();
            }
        }
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.size());
            exchange.getResponseBody().write(bytes.toByteArray());
        } finally {
            answered.release();
        }
    }
}
