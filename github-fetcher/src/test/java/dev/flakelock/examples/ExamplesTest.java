package dev.flakelock.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the guide do what the guide says. */
final class ExamplesTest {

    private static final String OLD = "1".repeat(40);
    private static final String NEW = "2".repeat(40);

    @TempDir
    Path temporary;

    private final FakeInternet internet = new FakeInternet();
    private Path flake;

    @BeforeEach
    void createFlake() throws IOException {
        flake = Files.createDirectory(temporary.toRealPath().resolve("flake"));
        Files.createDirectory(flake.resolve("tree"));
        Files.writeString(flake.resolve("flake.nix"), """
                {
                  inputs.a.url = "github:o/a";
                  inputs.tree = { url = "path:./tree"; flake = false; };
                  outputs = _: { };
                }
                """);
        head(OLD);
    }

    private void head(String rev) {
        internet.at(
                "https://api.github.com/repos/o/a/commits/HEAD",
                Answer.ok("{\"sha\": \"" + rev + "\", \"commit\": {\"tree\": {\"sha\": \"" + rev + "\"}}}"));
        internet.at(
                "https://api.github.com/repos/o/a/tarball/" + rev,
                Answer.ok(new TestArchive()
                        .file("flake.nix", "{ outputs = _: { }; } # " + rev)
                        .gzip()));
    }

    private FlakeLocker locker() {
        return Embedding.locker(flake, internet.client(), () -> "secret");
    }

    private LockRequest request(FlakeLocker locker) throws FlakeException {
        return LockRequest.of(locker.parseFlake("path:.", LockListener.lines(line -> {})))
                .build();
    }

    @Test
    void updatesOneInput() throws FlakeException {
        try (FlakeLocker locker = locker()) {
            locker.lock(request(locker), LockListener.lines(line -> {}));
            head(NEW);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            UpdateOneInput.update(locker, "path:.", "a", new PrintStream(out, true, UTF_8));
            assertThat(out.toString(UTF_8).replaceAll("\\?narHash=[^']*", "").lines())
                    .containsExactly(
                            "• Updated input 'a':",
                            "    'github:o/a/" + OLD + "' (2023-11-14)",
                            "  → 'github:o/a/" + NEW + "' (2023-11-14)",
                            "a UPDATED: an update was asked for",
                            "tree KEPT: the lock file has it");
            assertThat(internet.takeRequests())
                    .isNotEmpty()
                    .allSatisfy(
                            asked -> assertThat(asked.header("Authorization")).isEqualTo("token secret"));
        }
    }

    @Test
    void checksALockFile() throws FlakeException, IOException {
        List<String> lines = new ArrayList<>();
        LockListener listener = LockListener.lines(lines::add);
        try (FlakeLocker locker = locker()) {
            assertThatThrownBy(() -> CheckLock.check(locker, "path:.", listener))
                    .hasMessageContaining("requires lock file changes but they're not allowed");
            assertThat(flake.resolve("flake.lock")).doesNotExist();
            locker.lock(request(locker), listener);
            byte[] lock = Files.readAllBytes(flake.resolve("flake.lock"));
            CheckLock.check(locker, "path:.", listener);
            assertThat(flake.resolve("flake.lock")).hasBinaryContent(lock);
        }
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("\u001b"));
        assertThat(lines.get(1)).startsWith("warning: creating lock file");
    }

    @Test
    void verifiesALockFile() throws FlakeException, IOException {
        Path input = Files.createDirectory(flake.resolveSibling("input"));
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.a = { url = \"path:" + input + "\"; flake = false; }; outputs = _: { }; }");
        try (FlakeLocker locker = locker()) {
            locker.lock(request(locker), LockListener.lines(line -> {}));
            ByteArrayOutputStream before = new ByteArrayOutputStream();
            assertThat(VerifyLock.verify(locker, "path:.", new PrintStream(before, true, UTF_8)))
                    .isZero();
            assertThat(before.toString(UTF_8).lines()).containsExactly("a is as it was locked");
            Files.writeString(input.resolve("more"), "");
            ByteArrayOutputStream after = new ByteArrayOutputStream();
            assertThat(VerifyLock.verify(locker, "path:.", new PrintStream(after, true, UTF_8)))
                    .isEqualTo(102);
            assertThat(after.toString(UTF_8))
                    .startsWith("a is NOT as it was locked\nnarHash\n  expected: sha256-")
                    .contains("\n  found:    sha256-");
        }
    }

    @Test
    @Timeout(60)
    void endsACallThatTakesTooLong() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        internet.at("https://api.github.com/repos/o/a/commits/HEAD", request -> {
            await(end);
            return Answer.status(404);
        });
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (FlakeLocker locker = locker()) {
            LockRequest request = request(locker);
            assertThat(Embedding.lockWithin(Duration.ofMillis(1), locker, request, threads))
                    .isEmpty();
            end.countDown();
        } finally {
            threads.shutdown();
            assertThat(threads.awaitTermination(50, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(flake.resolve("flake.lock")).doesNotExist();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aMojoRuns() throws Exception {
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.tree = { url = \"path:./tree\"; flake = false; }; outputs = _: { }; }");
        List<String> log = new ArrayList<>();
        UpdateFlakeMojo mojo = new UpdateFlakeMojo();
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                log.add(line.toString());
            }
        });
        mojo.directory = flake.toFile();
        mojo.inputs = List.of("tree");
        mojo.execute();
        assertThat(log).first().asString().startsWith("warning: creating lock file");
        assertThat(flake.resolve("flake.lock")).exists();

        Files.writeString(flake.resolve("flake.nix"), "{ inputs = 1; }");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("flake.nix:1:3");
    }

    @Test
    void theProgramRunsInAJvmOfItsOwn() throws Exception {
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.tree = { url = \"path:./tree\"; flake = false; }; outputs = _: { }; }");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UpdateOneInput.class.getName(),
                        "tree")
                .directory(flake.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CONFIG_HOME", temporary.toString());
        builder.environment().put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).contains("• Added input 'tree':", "tree ADDED: it is a new input");
    }
}
