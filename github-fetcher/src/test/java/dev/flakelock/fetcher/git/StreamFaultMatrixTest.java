package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.git.StreamWorld.Way;
import dev.flakelock.fetcher.testing.LockingWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of what git does without HTTP, at the first, a middle and the last input of a flake that is being updated:
 * it is tried once, it is said which input it is, the lock file stays as it was, and nothing is left behind.
 */
final class StreamFaultMatrixTest {

    /** The noise is there to make packs long, whatever compresses them. */
    private static final String REPOSITORIES = """
            for revision in 1 2; do for name in first middle zlast; do
                git init -q -b main $revision/$name; cd $revision/$name
                git config uploadpack.allowFilter true
                git config uploadpack.allowAnySHA1InWant true
                echo $name $revision > revision
                head -c 6000 /dev/urandom > noise
                git add .; git commit -q -m one; cd ../..
            done; done
            """;

    @TempDir
    Path directory;

    private GitWorld world;
    private final Map<String, byte[]> locks = new HashMap<>();
    private int worlds;

    @BeforeEach
    void makeRepositories() throws Exception {
        world = new GitWorld(Files.createDirectory(directory.resolve("served")));
        world.run(REPOSITORIES);
    }

    @TestFactory
    Stream<DynamicTest> everyFaultEverywhere() {
        return Arrays.stream(Way.values())
                .flatMap(way -> Arrays.stream(StreamFault.values())
                        .filter(fault -> way == Way.SSH || !fault.isOfSsh())
                        .flatMap(fault -> LockingWorld.NAMES.stream()
                                .map(name -> DynamicTest.dynamicTest(
                                        way + " " + fault + " at " + name, () -> check(way, fault, name)))));
    }

    private void check(Way way, StreamFault fault, String struck) throws Exception {
        byte[] old = lock(way, 1);
        byte[] expected = lock(way, 2);
        try (StreamWorld world = begin(way)) {
            world.begin(old);
            world.strike(struck, fault);

            Optional<FlakeException> failure = world.updateTo(2);

            if (fault.isHarmless()) {
                assertThat(failure).isEmpty();
                assertThat(world.requests(struck)).isEqualTo(2);
            } else {
                assertThat(failure).isPresent();
                assertThat(failure.get().exitStatus()).isEqualTo(1);
                assertThat(ErrorText.render(failure.get(), new ErrorText.Options(true, false, true)))
                        .contains("while updating the flake input '" + struck + "'");
                assertThat(world.requests(struck)).isEqualTo(unreachable(way, fault) ? 0 : 1);
            }
            assertThat(world.lockFile()).isEqualTo(fault.isHarmless() ? expected : old);
            assertThat(world.files()).containsExactly("flake/flake.lock", "flake/flake.nix");

            world.heal();
            assertThat(world.updateTo(2)).isEmpty();
            assertThat(world.lockFile()).isEqualTo(expected);
        }
    }

    private static boolean unreachable(Way way, StreamFault fault) {
        return way == Way.DAEMON && fault == StreamFault.REFUSED;
    }

    /** The lock file at a revision, made once: it does not depend on where the flake and the servers are. */
    private byte[] lock(Way way, int revision) throws Exception {
        String key = way + " " + revision;
        byte[] known = locks.get(key);
        if (known == null) {
            try (StreamWorld good = begin(way)) {
                assertThat(good.updateTo(revision)).isEmpty();
                known = good.lockFile();
            }
            locks.put(key, known);
        }
        return known;
    }

    private StreamWorld begin(Way way) throws Exception {
        return new StreamWorld(
                Files.createDirectory(directory.toRealPath().resolve("w" + worlds++)), way, world.directory);
    }
}
