package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.testing.Fault;
import dev.flakelock.fetcher.testing.Fault.Outcome;
import dev.flakelock.fetcher.testing.FaultyInternet;
import dev.flakelock.fetcher.testing.LockingWorld;
import dev.flakelock.fetcher.testing.LockingWorld.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of servers and networks, in every kind of request, at the first, a middle and the last input of a flake that
 * is being updated: how often it is tried, what is said, that the lock file is the old one or the new one and whole,
 * and that nothing is left behind, neither in the cache.
 */
final class FaultMatrixTest {

    private static final String REFUSED_TOKEN = "s3cr3t-matrix-token";

    @TempDir
    Path directory;

    /** One that another test left behind is not waited for in a thousand worlds. */
    private final Set<Thread> threadsBefore =
            Set.copyOf(Thread.getAllStackTraces().keySet());

    private final Map<String, byte[]> locks = new HashMap<>();
    private int worlds;

    @TestFactory
    Stream<DynamicTest> everyFaultEverywhere() {
        return Arrays.stream(Subject.values())
                .flatMap(subject -> Arrays.stream(Fault.values())
                        .filter(fault -> fault.concerns(subject))
                        .flatMap(fault -> LockingWorld.NAMES.stream()
                                .map(name -> DynamicTest.dynamicTest(
                                        subject + " " + fault + " at " + name, () -> check(subject, fault, name)))));
    }

    /** A number to be proud of; smaller, and somebody took faults away. */
    @Test
    void theMatrixIsComplete() {
        assertThat(everyFaultEverywhere().count()).isGreaterThanOrEqualTo(1000);
    }

    private void check(Subject subject, Fault fault, String struck) throws Exception {
        LockingWorld world = new LockingWorld(Files.createDirectory(directory.resolve("w" + worlds++)), subject);
        world.token(REFUSED_TOKEN);
        byte[] old = lock(subject, 1);
        byte[] expected = lock(subject, 2);
        world.begin(old);
        world.internet().strike(subject.isStruck(struck), fault);

        @Nullable FlakeException failure = world.updateTo(2);

        Outcome outcome = fault.outcome(subject);
        if (outcome == Outcome.GOOD) {
            assertThat(failure).as(String.valueOf(failure)).isNull();
            assertThat(world.lockFile()).isEqualTo(expected);
        } else {
            assertThat(failure).isNotNull();
            assertThat(failure.exitStatus()).isEqualTo(1);
            assertThat(text(failure)).contains("while updating the flake input '" + struck + "'");
            assertThat(world.lockFile()).isEqualTo(old);
        }
        assertThat(world.internet().struck()).as("requests").isEqualTo(fault.requests(subject));
        assertNothingLeft(world, failure);

        world.internet().heal();
        assertThat(world.updateTo(2)).isNull();
        assertThat(world.lockFile()).isEqualTo(expected);
    }

    /** The lock file at a revision, made once: it does not depend on where the flake is. */
    private byte[] lock(Subject subject, int revision) throws Exception {
        String key = subject + " " + revision;
        byte[] known = locks.get(key);
        if (known == null) {
            LockingWorld good = new LockingWorld(Files.createDirectory(directory.resolve("w" + worlds++)), subject);
            good.token(REFUSED_TOKEN);
            assertThat(good.updateTo(revision)).isNull();
            known = good.lockFile();
            locks.put(key, known);
        }
        return known;
    }

    private void assertNothingLeft(LockingWorld world, @Nullable FlakeException failure) throws IOException {
        assertThat(world.internet().openBodies())
                .as("bodies that nobody closed")
                .isZero();
        assertThat(world.filesBesideTheLock()).containsExactly("flake.nix");
        assertThat(world.temporaryFiles()).isEmpty();
        assertThat(liveThreads()).isEmpty();
        String said = world.warnings() + (failure == null ? "" : text(failure));
        assertThat(said).doesNotContain(REFUSED_TOKEN);
        assertThat(world.internet().hostsThatSaw(REFUSED_TOKEN)).isSubsetOf(FaultyInternet.FORGES);
    }

    private static String text(FlakeException failure) {
        return ErrorText.render(failure, new ErrorText.Options(true, false, true));
    }

    /** Threads of this world; those that have just been told to end get the chance. */
    private List<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !threadsBefore.contains(thread))
                .filter(thread -> thread.getName().startsWith("flakelock")
                        || thread.getName().equals("narhash"))
                .filter(FaultMatrixTest::staysAlive)
                .map(Thread::getName)
                .toList();
    }

    private static boolean staysAlive(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }
}
