package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs in one process: what is printed, where, and the exit status. The texts are those of Nix 2.34.8. */
class FlakelockTest {

    private static final String HELP = "Try 'nix --help' for more information.\n";

    private final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Console.Terminals terminals = Console.Terminals.NONE;

    @TempDir
    Path directory;

    private Path flake;

    @BeforeEach
    void aFlakeWithoutInputs() throws IOException {
        flake = Files.createDirectories(directory.resolve("flake")).toRealPath();
        variables.put("NIX_CONF_DIR", directory.resolve("etc").toString());
        variables.put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        variables.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        write("flake.nix", "{ description = \"Nothing\"; outputs = _: { }; }");
    }

    private void write(String name, String text) throws IOException {
        Path file = flake.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Environment environment = Environment.of(variables, flake, directory.resolve("home"), OperatingSystem.LINUX);
        Console console = new Console(out, err, terminals, environment);
        return new Flakelock(environment, console).run(List.of(arguments));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lock --nope                    | unrecognised flag '--nope'",
                "--nope lock                    | unrecognised flag '--nope'",
                "lock . extra                   | unexpected argument 'extra'",
                "metadata . extra               | unexpected argument 'extra'",
                "lock --override-input x        | flag '--override-input' requires 2 argument(s), but only 1 were"
                        + " given",
                "lock --option x                | flag '--option' requires 2 argument(s), but only 1 were given",
                "update --flake                 | flag '--flake' requires 1 argument(s), but only 0 were given",
                "lock --no-write-lock-file      | unrecognised flag '--no-write-lock-file'",
                "update --no-write-lock-file    | unrecognised flag '--no-write-lock-file'",
                "update --no-update-lock-file   | unrecognised flag '--no-update-lock-file'",
                "lock --no-tarball-ttl          | unrecognised flag '--no-tarball-ttl'",
                "lock --tarball-ttl abc         | setting 'tarball-ttl' has invalid value 'abc'",
                "lock --override-input a/b.c x  | invalid flake input attribute path element 'b.c'",
                "bogus                          | 'bogus' is not a recognised command",
                "UPDATE                         | 'UPDATE' is not a recognised command"
            })
    void usageErrors(String arguments, String message) {
        assertThat(run(arguments.split(" +"))).isEqualTo(1);
        assertThat(err()).isEqualTo("error: " + message + "\n" + HELP);
        assertThat(out()).isEmpty();
    }

    @Test
    void aMistypedCommandHasASuggestion() {
        assertThat(run("lok")).isEqualTo(1);
        assertThat(err()).isEqualTo("error: 'lok' is not a recognised command\n       Did you mean lock?\n" + HELP);
    }

    @Test
    void anEmptyInputPathIsTheFlakeItself() {
        assertThat(run("lock", "--override-input", "", "x")).isEqualTo(1);
        assertThat(err())
                .isEqualTo("error: --override-input was passed a zero-length input path, which would refer to the flake"
                        + " itself, not an input\n" + HELP);
    }

    @Test
    void updateTakesInputsAndNoFlakes() {
        assertThat(run("update", "./x")).isEqualTo(1);
        assertThat(err()).isEqualTo("""
            warning: Invalid flake input './x'. To update a specific flake, use 'nix flake update --flake ./x' instead.
            error: invalid flake input attribute path element '.'
            """);
    }

    @Test
    void updateOfNothingIsRefused() {
        assertThat(run("update", "")).isEqualTo(1);
        assertThat(err()).isEqualTo("""
            warning: Invalid flake input ''. To update a specific flake, use 'nix flake update --flake ' instead.
            error: input path to be updated cannot be zero-length; it would refer to the flake itself, not an input
            """);
    }

    @Test
    void theFirstMistakeCounts() {
        assertThat(run("lock", "--override-input", "x", "foo:bar:", "--nope")).isEqualTo(1);
        assertThat(err()).startsWith("error: input 'foo:bar:' is unsupported\n").doesNotContain("--nope");
    }

    @Test
    void anInputNamedTwiceIsNoted() {
        assertThat(run("update", "a", "a", "--flake", "path:.")).isZero();
        assertThat(err()).isEqualTo("""
            warning: Input 'a' was specified multiple times. You may have done this by accident.
            warning: 'a' does not match any input of this flake
            """);
    }

    @Test
    void settingsThatNixDoesNotHaveAreNoted() {
        variables.put("NIX_CONFIG", "bogus = 1");
        assertThat(run("lock", "path:.", "--option", "bogas", "2")).isZero();
        assertThat(err()).isEqualTo("""
            warning: unknown setting 'bogas'
            warning: unknown setting 'bogus'
            """);
    }

    @Test
    void aMalformedConfigurationIsAUsageError() {
        variables.put("NIX_CONFIG", "warn-dirty = maybe");
        assertThat(run("lock", "path:.")).isEqualTo(1);
        assertThat(err()).isEqualTo("error: Boolean setting 'warn-dirty' has invalid value 'maybe'\n" + HELP);
    }

    @Test
    void lockIsSilentWithoutInputs() {
        assertThat(run("lock", "path:.")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
        assertThat(flake.resolve("flake.lock")).doesNotExist();
    }

    @Test
    void infoIsMetadata() {
        assertThat(run("info", "path:.")).isZero();
        assertThat(err()).isEqualTo("warning: 'nix flake info' is a deprecated alias for 'nix flake metadata'\n");
        assertThat(out()).contains("Description:");
    }

    @Test
    void warningsHaveColoursOnATerminalOnly() {
        terminals = new Console.Terminals(false, true);
        variables.put("TERM", "xterm");
        run("info", "path:.");
        assertThat(err()).startsWith("\u001b[35;1mwarning:\u001b[0m 'nix flake info'");
        variables.put("NO_COLOR", "");
        run("info", "path:.");
        assertThat(err()).startsWith("warning: 'nix flake info'");
        run("info", "path:.", "--color", "always");
        assertThat(err()).startsWith("warning: 'nix flake info'");
        run("--color", "always", "info", "path:.");
        assertThat(err()).startsWith("\u001b[35;1mwarning:");
    }

    @Test
    void helpNamesTheCommandsAndTheirFlags() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("lock", "update", "metadata").doesNotContain("info");
        assertThat(run("update", "--help", "--nope")).isZero();
        assertThat(out())
                .contains("flakelock update [OPTION...] [inputs...]", "--flake flake-url", "--commit-lock-file");
        assertThat(err()).isEmpty();
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        assertThat(run()).isEqualTo(1);
        assertThat(err())
                .startsWith("error: flakelock requires a sub-command. Available sub-commands:\n\n")
                .contains("\n         · lock\n")
                .endsWith(HELP);
    }
}
