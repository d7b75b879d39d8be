package dev.flakelock.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.SourceLocation.ExcerptLine;
import dev.flakelock.core.nix.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layouts, as Nix 2.34.8 prints them. */
class ErrorTextTest {

    private static final ErrorText.Options TRACE = new ErrorText.Options(true, false, true);
    private static final ErrorText.Options COLORS = new ErrorText.Options(false, true, true);

    private static SourceLocation line3(int column) {
        return new SourceLocation(
                "/flake.nix",
                3,
                column,
                List.of(
                        new ExcerptLine(2, "  inputs.b.url = \"path:/x\";"),
                        new ExcerptLine(3, "  inputs.b.url = \"github:foo/bar\";"),
                        new ExcerptLine(4, "  outputs = { self, b, e }: { };")));
    }

    @Test
    void aMessageAlone() {
        assertThat(ErrorText.render(new FlakeException("it broke"), ErrorText.Options.PLAIN))
                .isEqualTo("error: it broke");
    }

    @Test
    void aMessageOfSeveralLinesIsIndented() {
        assertThat(ErrorText.render(new FlakeException("it broke\n\nbadly  "), ErrorText.Options.PLAIN))
                .isEqualTo("error: it broke\n\n       badly");
    }

    @Test
    void aPlaceIsShownWithTheLinesAroundIt() {
        FlakeException error =
                new FlakeException("attribute 'inputs.b.url' already defined at /flake.nix:2:3").at(line3(3));

        assertThat(ErrorText.render(error, ErrorText.Options.PLAIN)).isEqualTo("""
                error: attribute 'inputs.b.url' already defined at /flake.nix:2:3
                       at /flake.nix:3:3:
                            2|   inputs.b.url = "path:/x";
                            3|   inputs.b.url = "github:foo/bar";
                             |   ^
                            4|   outputs = { self, b, e }: { };""");
    }

    @Test
    void stepsComeBeforeTheMessageAndOutermostFirst() {
        FlakeException error = new FlakeException("expected a string")
                .addTrace(new Trace("while evaluating flake attribute 'url'", line3(3)))
                .addTrace("while updating the flake input 'a'")
                .hint("Write a string.");

        assertThat(ErrorText.render(error, ErrorText.Options.PLAIN)).isEqualTo("""
                error:
                       … while updating the flake input 'a'

                       … while evaluating flake attribute 'url'
                         at /flake.nix:3:3:
                            2|   inputs.b.url = "path:/x";
                            3|   inputs.b.url = "github:foo/bar";
                             |   ^
                            4|   outputs = { self, b, e }: { };

                       error: expected a string
                       hint: Write a string.""");
    }

    @Test
    void anEmptyLineOfAnExcerptHasNoBlankAtItsEnd() {
        SourceLocation end =
                new SourceLocation("/flake.nix", 2, 1, List.of(new ExcerptLine(1, "{"), new ExcerptLine(2, "")));

        assertThat(ErrorText.render(new FlakeException("unexpected end").at(end), ErrorText.Options.PLAIN))
                .isEqualTo("""
                        error: unexpected end
                               at /flake.nix:2:1:
                                    1| {
                                    2|
                                     | ^""");
    }

    @Test
    void stepsAfterTheFourthAreLeftOutUnlessAskedFor() {
        FlakeException error = new FlakeException("it broke");
        for (String step : List.of("f", "e", "d", "c", "b", "a")) {
            error.addTrace("step " + step);
        }

        assertThat(ErrorText.render(error, ErrorText.Options.PLAIN)).isEqualTo("""
                error:
                       … step a

                       … step b

                       … step c

                       … step d

                       (stack trace truncated; use '--show-trace' to show the full, detailed trace)

                       error: it broke""");
        assertThat(ErrorText.render(error, TRACE)).contains("step e", "step f").doesNotContain("truncated");
    }

    @Test
    void aStepWithAPlaceCountsTwice() {
        FlakeException error = new FlakeException("it broke")
                .addTrace("third")
                .addTrace(new Trace("second", line3(1)))
                .addTrace(new Trace("first", line3(2)));

        assertThat(ErrorText.render(error, ErrorText.Options.PLAIN))
                .contains("first", "second", "truncated")
                .doesNotContain("third");
    }

    @Test
    void aFewRepeatedStepsAreShownManyAreCounted() {
        FlakeException few = new FlakeException("it broke");
        FlakeException many = new FlakeException("it broke");
        for (int i = 0; i < 6; i++) {
            few.addTrace("again");
        }
        for (int i = 0; i < 7; i++) {
            many.addTrace("again");
        }

        assertThat(ErrorText.render(few, TRACE).split("… again", -1)).hasSize(7);
        assertThat(ErrorText.render(many, TRACE)).isEqualTo("""
                error:
                       … again

                       (6 duplicate frames omitted)

                       error: it broke""");
    }

    @Test
    void colorsAreThoseOfNix() {
        FlakeException error = new FlakeException("undefined variable 'x'")
                .at(new SourceLocation("/f", 1, 2, List.of(new ExcerptLine(1, "{x"))));

        assertThat(ErrorText.render(error, COLORS)).isEqualTo("""
                        \u001b[31;1merror:\u001b[0m undefined variable '\u001b[35;1mx\u001b[0m'
                               \u001b[34;1mat \u001b[35;1m/f:1:2\u001b[0m:
                                    1| {x
                                     |  \u001b[31;1m^\u001b[0m""");
    }

    @Test
    void tabsBecomeSpacesCountedFromTheStartOfTheText() {
        FlakeException error = new FlakeException("x\ty\r\n\tz");

        assertThat(ErrorText.render(error, ErrorText.Options.PLAIN)).isEqualTo("error: x        y\n               z");
    }

    @Test
    void tabsOfAWarningAreCountedFromItsFirstWordToo() {
        assertThat(ErrorText.withoutTabs(
                        "warning: creating lock file \"/a/2345/bcd/ef/flake.lock\": \n• Added input '\tq'"))
                .endsWith("• Added input '        q'");
        assertThat(ErrorText.withoutTabs("\u001b[35;1mwarning:\u001b[0m a\tb"))
                .isEqualTo("\u001b[35;1mwarning:\u001b[0m a      b");
    }

    @Test
    void escapeSequencesOfAMessageDoNotReachTheTerminal() {
        FlakeException error = new FlakeException("a\u001b[2Jb\u001b]0;title\u0007c");

        assertThat(ErrorText.render(error, COLORS)).endsWith(" abc");
    }

    @Test
    void escapeSequencesOfAHintDoNotReachTheTerminalEither() {
        FlakeException error = new FlakeException("m").hint("a\u001b[2Jb\u001b]0;title\u0007c\u001b[");

        assertThat(ErrorText.render(error, COLORS)).endsWith(" abc");
    }

    @Test
    void anEmptyFileHasNoLineToShow() {
        assertThat(SourceText.of("flake.nix", "").location(0).excerpt()).isEmpty();
    }
}
