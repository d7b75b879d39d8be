package dev.flakelock.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The messages are those of {@code nix flake}, word for word. */
class ArgumentParserTest {

    /** Writes down what the parser says, in order. */
    private static final class Recorder implements ArgumentParser.Target {

        private final List<String> events = new ArrayList<>();
        private final Flags flags = Flags.of(
                Flag.toggle("--json", "", () -> events.add("json")).orShort('J'),
                Flag.toggle("--verbose", "", () -> events.add("verbose")).orShort('v'),
                Flag.value("--jobs", "n", "", value -> events.add("jobs " + value))
                        .orShort('j'),
                new Flag("--override", '\0', List.of("a", "b"), "", values -> events.add("override " + values)));

        @Override
        public @Nullable Flag find(String argument) {
            return flags.find(argument);
        }

        @Override
        public void operand(String value) {
            events.add("operand " + value);
        }

        @Override
        public void end() {
            events.add("end");
        }
    }

    private static List<String> parse(String... arguments) throws FlakeException {
        Recorder recorder = new Recorder();
        ArgumentParser.parse(List.of(arguments), recorder);
        return recorder.events;
    }

    @Test
    void flagsAndOperandsComeInAnyOrder() throws FlakeException {
        assertThat(parse("a", "--json", "b", "--jobs", "3"))
                .containsExactly("operand a", "json", "operand b", "jobs 3", "end");
    }

    @Test
    void aFlagTakesItsValuesWhateverTheyLookLike() throws FlakeException {
        assertThat(parse("--override", "--json", "--", "x"))
                .containsExactly("override [--json, --]", "operand x", "end");
    }

    @Test
    void lettersCanBeJoined() throws FlakeException {
        assertThat(parse("-vJ", "x")).containsExactly("verbose", "json", "operand x", "end");
        assertThat(parse("-vj3")).containsExactly("verbose", "jobs 3", "end");
    }

    @Test
    void twoDashesEndTheFlags() throws FlakeException {
        assertThat(parse("--json", "--", "--json", "-v"))
                .containsExactly("json", "operand --json", "operand -v", "end");
    }

    @Test
    void anEmptyArgumentIsAnOperand() throws FlakeException {
        assertThat(parse("")).containsExactly("operand ", "end");
    }

    @Test
    void anUnknownFlagIsRefused() {
        assertRefused("unrecognised flag '--nope'", "--nope");
        assertRefused("unrecognised flag '-x'", "-vx");
        assertRefused("unrecognised flag '-'", "-");
    }

    @Test
    void thereIsNoEqualsSign() {
        assertRefused("unrecognised flag '--jobs=3'", "--jobs=3");
    }

    @Test
    void valuesMustNotBeMissing() {
        assertRefused("flag '--override' requires 2 argument(s), but only 1 were given", "--override", "x");
        assertRefused("flag '--override' requires 2 argument(s), but only 0 were given", "--override");
        assertRefused("flag '-j' requires 1 argument(s), but only 0 were given", "-j");
    }

    @Test
    void whatCameBeforeAMistakeHasHadItsEffect() {
        Recorder recorder = new Recorder();
        assertThatThrownBy(() -> ArgumentParser.parse(List.of("--json", "--nope", "--verbose"), recorder))
                .isInstanceOf(UsageException.class);
        assertThat(recorder.events).containsExactly("json");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> parse(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
