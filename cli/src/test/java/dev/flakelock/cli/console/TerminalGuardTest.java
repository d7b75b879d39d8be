package dev.flakelock.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers and files say does nothing to a terminal but stand there. */
final class TerminalGuardTest {

    private static final String NASTY =
            "a\u001b[2Jb\u001b]0;title\u0007c\u009b31md\re\bf\u001bcg\u001b[31;1mred\u001b[0m\u001b[";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "plain text, plain text",
        "'tab\there\nand line', 'tab\there\nand line'",
        "\u001b[31;1mred\u001b[0m, \u001b[31;1mred\u001b[0m",
        "\u001b[2J, [2J",
        "\u001b[31, [31",
        "\u001b]52;c;x\u0007, ]52;c;x",
        "\u009b2J, 2J",
        "a\u007f\bb, ab",
    })
    void onlyColoursAreLeft(String text, String harmless) {
        assertThat(TerminalGuard.harmless(text)).isEqualTo(harmless);
    }

    @Test
    void nothingThatIsSaidOnATerminalDoesMore() {
        Console console = console(new Console.Terminals(true, true));
        console.setColour(true);

        console.say(NASTY);
        console.warn(NASTY);
        console.inform(NASTY);
        console.report(new FlakeException("m " + NASTY).hint("h " + NASTY).addTrace("t " + NASTY), true);
        console.print(NASTY);

        assertHarmless(err);
        assertHarmless(out);
    }

    @Test
    void aResultInAFileIsWhatItIs() {
        console(Console.Terminals.NONE).print(NASTY);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(NASTY);
    }

    private Console console(Console.Terminals terminals) {
        Environment environment =
                Environment.of(Map.of("TERM", "xterm"), Path.of("/"), Path.of("/home"), OperatingSystem.LINUX);
        return new Console(out, err, terminals, environment);
    }

    private static void assertHarmless(ByteArrayOutputStream stream) {
        String text = stream.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("red");
        String withoutColours = text.replaceAll("\u001b\\[[0-9;]*m", "");
        assertThat(withoutColours.replaceAll("[\n\t]", "").chars().noneMatch(Character::isISOControl))
                .as(withoutColours)
                .isTrue();
    }
}
