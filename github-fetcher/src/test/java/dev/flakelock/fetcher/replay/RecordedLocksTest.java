package dev.flakelock.fetcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Nix 2.34.8 did with a flake, done again: the same bytes in {@code flake.lock}, the same warnings in the same
 * order, the same errors.
 *
 * <p>The recording, {@code recorded-locks.json.gz}, was made while Nix 2.34.8 ran {@code nix flake lock}, {@code update}
 * and {@code metadata} in small worlds whose web sites, repositories and clocks were made for it. It is one object:
 *
 * <ul>
 *   <li>{@code trees}: commits by hash. {@code files} are their files by path: the text of a {@code flake.nix} or
 *       {@code flake.lock}, {@code {"link": target}}, or null where only the name matters; {@code narHash},
 *       {@code lastModified} and {@code revCount} are what Nix found.
 *   <li>{@code cases}: each has a {@code name}, {@code steps}, and where the case has them the texts of
 *       {@code userRegistry} and {@code systemRegistry} and facts about {@code paths} that are inputs.
 * </ul>
 *
 * <p>A step has {@code args} (the words after {@code nix flake}), {@code cwd} and {@code base} (working directory and root
 * of the work tree; {@code /work/flake} unless given), {@code git} (false if the flake is in no work tree), {@code files}
 * (the tracked files before it), {@code repos} (branches, tags and {@code head} of each repository),
 * {@code globalRegistry} (null if it cannot be downloaded), {@code flakeRegistry} (the setting, if it is not the default), {@code self} (what the
 * flake's repository is as an input), and what came of it: {@code exit} (absent for 0), {@code warnings}, {@code error},
 * {@code lock} (the text of {@code flake.lock} in the working directory; absent if unchanged). {@code files},
 * {@code repos} and {@code globalRegistry} are left out when they are those of the step before. {@code /ROOT} stands for
 * the directory of the case, and {@code /nix/store/source} for where Nix had copied it to.
 */
class RecordedLocksTest {

    /** Steps that are not about locking. */
    private static final Map<String, String> NOT_REPLAYED = Map.of(
            "github-private-no-token, step 1", "the recording has the repository, the network did not show it",
            "cmd-recreate, step 3", "metadata takes branches from the cache of the fetchers",
            "cmd-update-bad-name, step 2", "the command line refuses it",
            "cmd-update-bad-name, step 3", "the command line refuses it",
            "cmd-lock-override-missing-arg, step 1", "the command line refuses it");

    /** Steps that fail as they should, but whose message is not compared. */
    private static final Map<String, String> OTHER_WORDS = Map.of(
            "github-no-repo, step 1", "the words are those of a fetcher",
            "path-relative-untracked, step 1", "the words are those of a fetcher",
            "registry-unreachable, step 1", "the words are those of a fetcher",
            "github-narhash-wrong, step 1", "Nix says it the wrong way round: expected FOUND but got EXPECTED");

    /** A step whose warnings are not compared: a terminal shows them without control characters. */
    private static final String CONTROL_CHARACTERS = "names-odd, step 1";

    private static final Recording RECORDING = Recording.load();

    @TempDir
    private Path directory;

    @Test
    void nothingIsMissing() {
        assertThat(RECORDING.cases()).hasSize(273);
        assertThat(RECORDING.cases().stream().mapToInt(c -> c.steps().size()).sum())
                .isEqualTo(508);
        List<String> titles = RECORDING.cases().stream()
                .flatMap(c -> c.steps().stream().map(step -> title(c, step)))
                .toList();
        assertThat(titles)
                .containsAll(NOT_REPLAYED.keySet())
                .containsAll(OTHER_WORDS.keySet())
                .contains(CONTROL_CHARACTERS);
    }

    @TestFactory
    Stream<DynamicTest> asNixDid() {
        return RECORDING.cases().stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> replay(recorded)));
    }

    private static String title(RecordedCase recorded, RecordedStep step) {
        return recorded.name() + ", step " + (recorded.steps().indexOf(step) + 1);
    }

    private void replay(RecordedCase recorded) throws IOException {
        Path root = Files.createDirectory(directory.toRealPath().resolve(recorded.name()));
        Replay replay = new Replay(RECORDING, recorded, root, 4, fetchers -> fetchers);
        SoftAssertions softly = new SoftAssertions();
        for (RecordedStep step : recorded.steps()) {
            String title = title(recorded, step);
            if (!NOT_REPLAYED.containsKey(title)) {
                RecordedStep here = step.in(root);
                check(softly, title, here, replay.run(here), root);
            }
        }
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, String title, RecordedStep step, Replay.Outcome outcome, Path root)
            throws IOException {
        softly.assertThat(lock(step, root)).as(title + ": flake.lock").isEqualTo(step.lockAfter(root));
        if (!title.equals(CONTROL_CHARACTERS)) {
            softly.assertThat(outcome.warnings())
                    .as(title + ": warnings")
                    .containsExactlyElementsOf(warningsOfLocking(step));
        }
        FlakeException failure = outcome.failure();
        if (failure == null || !step.fails()) {
            softly.assertThat(failure).as(title + ": failure").isEqualTo(step.fails() ? step.error() : null);
            return;
        }
        if (!OTHER_WORDS.containsKey(title)) {
            softly.assertThat(failure.getMessage().lines().findFirst())
                    .as(title + ": message")
                    .contains(step.innermostMessage());
        }
        softly.assertThat(failure.exitStatus()).as(title + ": exit status").isEqualTo(step.exitStatus());
        for (String start : List.of("while updating the flake input", "while fetching the input")) {
            softly.assertThat(failure.traces().stream().map(Trace::text).filter(text -> text.startsWith(start)))
                    .as(title + ": traces")
                    .containsExactlyElementsOf(step.traces(start));
        }
    }

    private static @Nullable String lock(RecordedStep step, Path root) throws IOException {
        Path file = step.workingDirectory(root).resolve("flake.lock");
        return Files.exists(file) ? Files.readString(file) : null;
    }

    /** The recorded warnings without those of git, of the network and of the command line. */
    private static List<String> warningsOfLocking(RecordedStep step) {
        return step.warnings().stream()
                .filter(text -> !(text.startsWith("Git tree '") && text.endsWith("' is dirty")))
                .filter(text -> !text.startsWith("cannot parse flake registry "))
                .filter(text -> !text.startsWith("Invalid flake input '"))
                .filter(text -> !text.endsWith("' was specified multiple times. You may have done this by accident."))
                .filter(text -> !text.matches("(?s)'--[a-z-]+' is (a )?deprecated.*"))
                .toList();
    }
}
