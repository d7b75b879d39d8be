package dev.flakelock.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import dev.flakelock.core.settings.AccessTokens;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.Fault;
import dev.flakelock.fetcher.testing.FaultyInternet;
import dev.flakelock.fetcher.testing.GitHost;
import dev.flakelock.fetcher.testing.LockingWorld;
import dev.flakelock.fetcher.testing.LockingWorld.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One locker for a long time, in an internet in which something goes wrong again and again. After each fault the lock
 * file is what it was; once all is well, it is what a locker without faults writes.
 *
 * <p>{@code -Dflakelock.soak=1000} makes it long. {@code target/soak.txt} tells the memory in use.
 */
final class SoakTest {

    private static final int REVISIONS = Integer.getInteger("flakelock.soak", 40);
    private static final long MORE_MEMORY = 8L << 20;
    private static final List<Subject> KINDS = List.of(
            Subject.GITHUB_ARCHIVE,
            Subject.GITLAB_ARCHIVE,
            Subject.SOURCEHUT_ARCHIVE,
            Subject.TARBALL,
            Subject.FILE,
            Subject.GIT_COMMIT);
    private static final Pattern OF_BEFORE =
            Pattern.compile("using cached version|continuing with the most recent version");

    @TempDir
    Path directory;

    private final FaultyInternet internet = new FaultyInternet();
    private final Random random = new Random(20261125);
    private final List<Long> memory = new ArrayList<>();
    private int failures;
    private int stale;

    private enum Outcome {
        LOCKED,
        /** Locked with a warning that something could not be downloaded and is what it was the last time, as in Nix. */
        STALE,
        FAILED
    }

    @BeforeEach
    void twoFlakes() throws IOException {
        StringBuilder text = new StringBuilder("{\n");
        for (Subject kind : KINDS) {
            for (String name : LockingWorld.NAMES) {
                text.append("  inputs.%s-%s = { url = \"%s\"; flake = false; };\n"
                        .formatted(kind.name().toLowerCase(Locale.ROOT), name, kind.input(name)));
            }
        }
        for (String flake : List.of("faulty", "calm")) {
            Files.createDirectories(directory.resolve(flake));
            Files.writeString(directory.resolve(flake + "/flake.nix"), text + "  outputs = _: { };\n}\n");
        }
    }

    @Test
    void neitherForgetsNorKeeps() throws Exception {
        List<Integer> watched = List.of(REVISIONS / 10, REVISIONS / 2, REVISIONS);
        try (FlakeLocker faulty = locker("faulty");
                FlakeLocker calm = locker("calm")) {
            for (int revision = 1; revision <= REVISIONS; revision++) {
                comesThrough(faulty, calm, revision);
                if (watched.contains(revision)) {
                    memory.add(memoryInUse());
                }
            }
        }
        List<String> threads = threads();
        Files.writeString(
                Path.of("target/soak.txt"),
                REVISIONS + " revisions, " + failures + " failures, " + stale
                        + " with something of before; bytes in use at " + watched + ": " + memory + "; threads left: "
                        + threads + "\n");
        assertThat(threads).isEmpty();
        assertThat(internet.openBodies()).isZero();
        assertThat(failures).isGreaterThan(REVISIONS / 4);
        assertThat(memory.get(2)).isLessThan(memory.get(0) + MORE_MEMORY);
    }

    private void comesThrough(FlakeLocker faulty, FlakeLocker calm, int revision) throws Exception {
        internet.clear();
        LockingWorld.publish(internet, revision);
        byte[] before = lockFile("faulty");
        strike();
        Outcome outcome = lock(faulty, "faulty");
        byte[] after = lockFile("faulty");
        internet.heal();

        mustLock(calm, "calm");
        byte[] right = lockFile("calm");
        switch (outcome) {
            case LOCKED -> assertThat(after).isEqualTo(right);
            case STALE -> stale++;
            case FAILED -> {
                failures++;
                assertThat(after).isEqualTo(before);
            }
        }
        if (outcome != Outcome.LOCKED) {
            mustLock(faulty, "faulty");
            assertThat(lockFile("faulty")).isEqualTo(right);
        }
    }

    private void strike() {
        Subject subject = any(Subject.values());
        Fault fault = any(Fault.values());
        while (!fault.concerns(subject)) {
            fault = any(Fault.values());
        }
        internet.strike(subject.isStruck(any(LockingWorld.NAMES.toArray(new String[0]))), fault);
    }

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private byte[] lockFile(String flake) throws IOException {
        Path file = directory.resolve(flake + "/flake.lock");
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    private Outcome lock(FlakeLocker locker, String flake) {
        try {
            List<String> warnings = mustLock(locker, flake);
            return warnings.stream().anyMatch(text -> OF_BEFORE.matcher(text).find()) ? Outcome.STALE : Outcome.LOCKED;
        } catch (FlakeException e) {
            return Outcome.FAILED;
        }
    }

    /** Locks a flake, and returns the warnings. */
    private List<String> mustLock(FlakeLocker locker, String flake) throws FlakeException {
        List<String> warnings = new ArrayList<>();
        LockListener listener = warnings::add;
        LockRequest request = LockRequest.of(locker.parseFlake("path:" + directory.resolve(flake), listener))
                .updates(LockUpdates.EVERYTHING)
                .build();
        locker.lock(request, listener);
        return warnings;
    }

    private FlakeLocker locker(String name) {
        Environment environment = Environment.of(Map.of(), directory, directory.resolve("home"), OperatingSystem.LINUX);
        Settings settings = Settings.defaults(environment).toBuilder()
                .set(Setting.FLAKE_REGISTRY, "")
                .set(Setting.DOWNLOAD_ATTEMPTS, 1L)
                .set(Setting.TARBALL_TTL, 0L)
                .set(Setting.ACCESS_TOKENS, AccessTokens.of(Map.of("github.com", "t")))
                .build();
        return FlakeLocker.builder(settings)
                .client(internet.client())
                .cacheDirectory(directory.resolve(name + "-cache"))
                .build();
    }

    /** What is reachable, without what the servers hold. The serial collector leaves gaps but for each fourth time. */
    private static long memoryInUse() {
        GitHost.forget();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static List<String> threads() throws InterruptedException {
        List<String> alive = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("flakelock") || thread.getName().equals("narhash")) {
                thread.join(10_000);
                if (thread.isAlive()) {
                    alive.add(thread.getName());
                }
            }
        }
        return alive;
    }
}
