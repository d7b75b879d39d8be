package dev.flakelock.fetcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.fetcher.InputFetchers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Neither how many inputs are fetched at the same time, nor which of them comes first, makes any difference. */
class ShuffledFetchesTest {

    private static final int[] POOLS = {1, 2, 3, 5, 8, 16};
    private static final Recording RECORDING = Recording.load();

    /** What can be seen of the locking of a flake: the file, what was said, and how it failed. */
    private record Seen(List<String> texts) {}

    @TempDir
    private Path directory;

    private int runs;

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("flakelock-fetch-")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> recordedWorlds() {
        return RECORDING.cases().stream()
                .filter(recorded -> !recorded.name().startsWith("cmd-update-bad-name"))
                .filter(recorded -> !recorded.name().equals("cmd-lock-override-missing-arg"))
                .map(recorded ->
                        DynamicTest.dynamicTest(recorded.name(), () -> compare(RECORDING, recorded, List.of(4L, 5L))));
    }

    @TestFactory
    Stream<DynamicTest> randomWorlds() {
        return LongStream.range(0, 60)
                .mapToObj(RandomWorld::of)
                .map(world -> DynamicTest.dynamicTest(
                        world.cases().get(0).name(),
                        () -> compare(world, world.cases().get(0), List.of(0L, 1L, 2L, 3L, 4L, 5L))));
    }

    @Test
    void randomWorldsAreNotAllAlike() throws IOException {
        int locked = 0;
        int failed = 0;
        for (long seed = 0; seed < 60; seed++) {
            Recording world = RandomWorld.of(seed);
            Seen seen = run(world, world.cases().get(0), 1, fetchers -> fetchers);
            boolean wrote = seen.texts().get(0).contains("\"nodes\"");
            locked += wrote ? 1 : 0;
            failed += wrote ? 0 : 1;
        }
        assertThat(locked).isGreaterThan(20);
        assertThat(failed).isGreaterThan(10);
    }

    private void compare(Recording world, RecordedCase recorded, List<Long> seeds) throws IOException {
        Seen expected = run(world, recorded, 1, ShuffledFetchesTest::telling);
        for (long seed : seeds) {
            int pool = POOLS[(int) (seed % POOLS.length)];
            try (Turnstile turnstile = new Turnstile(seed, pool)) {
                Seen seen = run(world, recorded, pool, fetchers -> turnstile.around(telling(fetchers)));
                assertThat(seen.texts()).as("pool " + pool).isEqualTo(expected.texts());
            }
        }
    }

    /** The order in which fetches say something shows the order in which they are taken. */
    private static InputFetchers telling(InputFetchers inner) {
        return Turnstile.each(inner, fetcher -> (input, context) -> {
            context.warn("fetched " + input.show());
            return fetcher.fetch(input, context);
        });
    }

    private Seen run(Recording world, RecordedCase recorded, int pool, UnaryOperator<InputFetchers> around)
            throws IOException {
        Path root = Files.createDirectory(directory.toRealPath().resolve("run" + runs++));
        Replay replay = new Replay(world, recorded, root, pool, around);
        List<String> texts = new ArrayList<>();
        for (RecordedStep step : recorded.steps()) {
            RecordedStep here = step.in(root);
            Replay.Outcome outcome = replay.run(here);
            Path file = here.workingDirectory(root).resolve("flake.lock");
            texts.add(Files.exists(file) ? Files.readString(file) : "no flake.lock");
            texts.addAll(outcome.warnings());
            FlakeException failure = outcome.failure();
            if (failure != null) {
                failure.traces().stream().map(Trace::text).forEach(texts::add);
                texts.add(failure.getMessage());
            }
        }
        return new Seen(texts.stream()
                .map(text -> text.replace(root.toString(), "/ROOT"))
                .toList());
    }
}
