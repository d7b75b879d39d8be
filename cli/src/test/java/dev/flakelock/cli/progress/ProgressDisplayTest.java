package dev.flakelock.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.fetch.FetchProgress.Activity;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.resolve.FetchEvent;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now = 1_000_000;

    private Console console(boolean terminal) {
        Environment environment =
                Environment.of(Map.of("TERM", "xterm"), Path.of("/w"), Path.of("/home"), OperatingSystem.LINUX);
        return new Console(new ByteArrayOutputStream(), err, new Console.Terminals(terminal, terminal), environment);
    }

    private ProgressDisplay display(Console console) {
        return new ProgressDisplay(console, () -> Instant.ofEpochMilli(now));
    }

    private String said() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text.replace('\u001b', '^');
    }

    private static FetchEvent started(String input) {
        return new FetchEvent.Started(InputAttrPath.of(input), "github:o/" + input);
    }

    private static FetchEvent downloading(String input, long bytes, long total) {
        FetchProgress progress = new FetchProgress(Activity.DOWNLOADING, bytes, total);
        return new FetchEvent.Advanced(InputAttrPath.of(input), "github:o/" + input, progress);
    }

    @Test
    void onATerminalLinesAreDrawnOverAndAreGoneAtTheEnd() {
        ProgressDisplay display = display(console(true));
        display.take(started("a"));
        display.take(started("b"));
        now += 299;
        display.take(downloading("a", 1 << 20, -1));
        assertThat(said()).isEmpty();

        now += 1000;
        display.take(downloading("a", 3 << 20, 12 << 20));
        assertThat(said()).isEqualTo("""
            ^[?7l  a  downloading    3.0 MiB / 12.0 MiB      2.0 MiB/s  github:o/a^[K
              b  waiting                                           github:o/b^[K
            0 of 2 inputs fetched, 3.0 MiB, 2.0 MiB/s^[K
            ^[J^[?7h\
            """);

        now += 99;
        display.take(downloading("a", 4 << 20, 12 << 20));
        assertThat(said()).isEmpty();

        now += 901;
        display.take(new FetchEvent.Finished(InputAttrPath.of("a"), "github:o/a", 13 << 20));
        assertThat(said()).isEqualTo("""
            ^[3A^[?7l  b  waiting                              github:o/b^[K
            1 of 2 inputs fetched, 13.0 MiB, 6.0 MiB/s^[K
            ^[J^[?7h\
            """);

        display.take(new FetchEvent.Failed(InputAttrPath.of("b"), "github:o/b", "no"));
        assertThat(said()).isEqualTo("^[2A^[J");
    }

    @Test
    void whatIsSaidMeanwhileStandsAboveTheLines() {
        Console console = console(true);
        ProgressDisplay display = display(console);
        display.take(new FetchEvent.Started(InputAttrPath.ROOT, "r"));
        now += 400;
        display.take(downloading("r", 1, -1));
        said();
        console.inform("unpacking");
        assertThat(said()).isEqualTo("^[2A^[Junpacking\n");
    }

    @Test
    void namesOfInputsStandInAColumn() {
        ProgressLines lines = new ProgressLines(() -> Instant.ofEpochMilli(now));
        lines.take(new FetchEvent.Started(InputAttrPath.of("home-manager", "nixpkgs"), "github:o/nixpkgs"));
        lines.take(started("a"));
        lines.take(new FetchEvent.Started(InputAttrPath.ROOT, "github:o/flake"));
        assertThat(lines.lines())
                .containsExactly(
                        "  home-manager/nixpkgs  waiting                              github:o/nixpkgs",
                        "  a                     waiting                              github:o/a",
                        "                        waiting                              github:o/flake",
                        "0 of 2 inputs fetched");
    }

    @Test
    void anInputWhoseNameIsLookedUpFirstIsOneInput() {
        ProgressLines lines = new ProgressLines(() -> Instant.ofEpochMilli(now));
        InputAttrPath nixpkgs = InputAttrPath.of("nixpkgs");
        lines.take(new FetchEvent.Started(nixpkgs, "flake:nixpkgs"));
        lines.take(new FetchEvent.Finished(nixpkgs, "flake:nixpkgs", 0));
        lines.take(new FetchEvent.Started(nixpkgs, "github:NixOS/nixpkgs"));
        assertThat(lines.lines()).last().isEqualTo("0 of 1 input fetched");
    }

    @Test
    void whatIsNoInputIsCountedByItself() {
        ProgressLines lines = new ProgressLines(() -> Instant.ofEpochMilli(now));
        lines.take(new FetchEvent.Started(InputAttrPath.ROOT, "github:o/a"));
        lines.take(new FetchEvent.Started(InputAttrPath.ROOT, "github:o/b"));
        lines.take(new FetchEvent.Finished(InputAttrPath.ROOT, "github:o/b", 0));
        assertThat(lines.lines())
                .containsExactly("  waiting                              github:o/a", "1 of 2 fetched");
    }

    @Test
    void manyFetchesDoNotFillTheScreen() {
        ProgressLines lines = new ProgressLines(() -> Instant.ofEpochMilli(now));
        for (int i = 0; i < 20; i++) {
            lines.take(started("r" + i));
        }
        assertThat(lines.lines()).hasSize(9);
        assertThat(lines.lines().get(8)).isEqualTo("0 of 20 inputs fetched, 12 more under way");
    }

    @Test
    void whereThereIsNoTerminalOnlyVerboseSaysSomething() {
        Console console = console(false);
        ProgressDisplay display = display(console);
        display.take(new FetchEvent.Started(InputAttrPath.ROOT, "r"));
        display.take(new FetchEvent.Detail(InputAttrPath.ROOT, "r", "GET https://h/r: 200"));
        display.take(new FetchEvent.Finished(InputAttrPath.ROOT, "r", 2048));
        assertThat(said()).isEmpty();

        console.beMoreVerbose();
        display.take(new FetchEvent.Started(InputAttrPath.ROOT, "r"));
        display.take(new FetchEvent.Detail(InputAttrPath.ROOT, "r", "GET https://h/r: 200"));
        display.take(new FetchEvent.Finished(InputAttrPath.ROOT, "r", 2048));
        assertThat(said()).isEqualTo("fetching 'r'\nGET https://h/r: 200\nfetched 'r' (2.0 KiB)\n");
    }

    @Test
    void quietLeavesTheLinesOut() {
        Console console = console(true);
        console.beQuieter();
        ProgressDisplay display = display(console);
        display.take(new FetchEvent.Started(InputAttrPath.ROOT, "r"));
        now += 1000;
        display.take(downloading("r", 1, -1));
        assertThat(said()).isEmpty();
    }
}
