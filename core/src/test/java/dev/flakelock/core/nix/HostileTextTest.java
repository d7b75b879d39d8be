package dev.flakelock.core.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that nobody writes: very deep, very long, broken off, with bytes that are no text. */
class HostileTextTest {

    private static final int DEEP = 100_000;

    private static NixFile parse(String text) throws FlakeException {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static NixFile parse(byte[] text) throws FlakeException {
        return NixFile.parse(SourceText.of("flake.nix", text), LanguageOptions.pure("/base"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "(|1|)",
                "[|1|]",
                "[ (|1|) ]",
                "{ a = |1|; }",
                "rec { a = |1|; }",
                "{ ${|null|} = 1; }",
                "\"${|null|}\"",
                "''${|null|}''",
                "./a${|null|}",
                "x: |1|",
                "{ x ? |1| }: 1",
                "{ x }: |1|",
                "if true then |1| else 2",
                "if |true| then 1 else 2",
                "let a = |1|; in a",
                "let a = 1; in |a|",
                "let { body = |1|; }",
                "with { }; |map|",
                "with |{ }|; 1",
                "assert |true|; 1",
                "!|true|",
                "- |1|",
                "1 + (|1|)",
                "true -> |true|",
                "[ ] ++ |[ ]|",
                "map (|1|)",
                "map.a or (|1|)",
                "{ inherit (|map|) a; }",
                "{ } ? ${|null|}",
            })
    void whatIsNestedDeepIsRead(String before, String middle, @Nullable String after) {
        String text = before.repeat(DEEP) + middle + (after == null ? "" : after.repeat(DEEP));

        assertThatCode(() -> parse(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "{ a = ", "\"${", "''${", "x: ", "if ", "let a = ", "rec {", "{ x ? ", "!", "- "})
    void whatIsNestedDeepAndBrokenOffIsAnError(String before) {
        FlakeException error = catchThrowableOfType(FlakeException.class, () -> parse(before.repeat(DEEP)));

        assertThat(error.getMessage()).startsWith("syntax error, unexpected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " map",
                " 1",
                ".a",
                " + 1",
                " ++ [ ]",
                " // { }",
                " && true",
                " ? a",
                " -> true",
                "\n# comment\n",
                " /* comment */ ",
                ".${null}",
                ".\"a\"",
                " * 2",
                " ./a",
                " \"a\"",
                " [ ]",
                " { }"
            })
    void whatGoesOnForLongIsRead(String repeated) {
        assertThatCode(() -> parse("map" + repeated.repeat(DEEP))).doesNotThrowAnyException();
    }

    /** The parser's stack grows by doubling: what begins just then, with nothing before it, had no place. */
    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "{ }", "[ ]", "\"${\"a\"}\"", "''${\"a\"}''", "{ inherit; }", "x: x"})
    void everyDepthThereIs(String middle) {
        for (int depth = 0; depth < 1100; depth++) {
            String text = "(".repeat(depth) + middle + ")".repeat(depth);
            assertThatCode(() -> parse(text)).doesNotThrowAnyException();
        }
    }

    @Test
    void aLongAttributePathIsRead() {
        assertThatCode(() -> parse("{ a" + ".a".repeat(DEEP) + " = 1; }")).doesNotThrowAnyException();
    }

    @Test
    void twoLongAttributePathsAreMerged() throws FlakeException {
        String path = "a" + ".a".repeat(DEEP);
        String set = "{ a = ".repeat(DEEP) + "{ b = 1; }" + " ;}".repeat(DEEP);

        assertThat(parse("{ " + path + ".c = 1; " + "a = " + set + "; }")
                        .attributes()
                        .attributes())
                .hasSize(1);
    }

    @Test
    void manyAttributesAreRead() throws FlakeException {
        StringBuilder text = new StringBuilder("rec {\n");
        for (int i = 0; i < DEEP; i++) {
            text.append("  attribute")
                    .append(i)
                    .append(" = attribute")
                    .append(i / 2)
                    .append(";\n");
        }

        assertThat(parse(text + "}").attributes().attributes()).hasSize(DEEP);
    }

    @Test
    void manyComputedNamesAreRead() throws FlakeException {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < DEEP; i++) {
            text.append("${\"a\" + \"").append(i).append("\"} = 1;");
        }

        assertThat(parse(text + "}").attributes().attributes()).hasSize(DEEP);
    }

    @Test
    void tenMegabytesOfOneTokenAreRead() {
        String bytes = "a".repeat(10_000_000);

        assertThatCode(() -> parse("{ " + bytes + " = \"" + bytes + "\"; }")).doesNotThrowAnyException();
        assertThatCode(() -> parse("/* " + bytes + " */ 1")).doesNotThrowAnyException();
        assertThatCode(() -> parse("''\n" + "  line\n".repeat(1_000_000) + "''"))
                .doesNotThrowAnyException();
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() {
        FlakeException error = catchThrowableOfType(FlakeException.class, () -> parse("9".repeat(1_000_000)));

        assertThat(error.getMessage()).startsWith("invalid integer '999");
    }

    @Test
    void aNulByteEndsTheFile() throws FlakeException {
        assertThat(parse("{ a = 1; }\0 )))").attributes().attributes()).hasSize(1);
    }

    @Test
    void aNulByteInAStringIsAnError() {
        FlakeException error = catchThrowableOfType(FlakeException.class, () -> parse("{ a = \"x\0y\"; }"));

        assertThat(error)
                .hasMessage("input string 'x␀y' cannot be represented as Nix string because it contains null bytes");
        assertThat(String.valueOf(error.location())).isEqualTo("flake.nix:1:8");
    }

    @Test
    void bytesThatAreNotUtf8StayDifferentNames() throws FlakeException {
        byte[] text = "{ \"?\" = 1; \"!\" = 2; }".getBytes(StandardCharsets.US_ASCII);
        text[3] = (byte) 0xFE;
        text[12] = (byte) 0xFF;

        assertThat(parse(text).attributes().attributes())
                .extracting(SetValue.Attribute::name)
                .containsExactly("\uDCFE", "\uDCFF");
    }

    @Test
    void linesEndWithLfCrLfAndCr() {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            FlakeException error =
                    catchThrowableOfType(FlakeException.class, () -> parse("{" + end + end + "  1" + end + "}"));
            assertThat(String.valueOf(error.location())).isEqualTo("flake.nix:3:3");
        }
    }
}
