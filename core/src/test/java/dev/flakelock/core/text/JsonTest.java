package dev.flakelock.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as Nix reads and writes it. */
class JsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"b\":1,\"a\":2} | {\"a\":2,\"b\":1}",
                "{\"a\":1,\"a\":2} | {\"a\":2}",
                "[ ] | []",
                "[true, false , null] | [true,false,null]",
                "18446744073709551615 | 18446744073709551615",
                "-1 | 18446744073709551615",
                "-9223372036854775808 | 9223372036854775808",
                "-0 | 0",
                "18446744073709551616 | 1.8446744073709552E19",
                "[1.5e2,-2.50] | [150.0,-2.5]",
                "\"\\u0041\\u00e9\\ud83d\\ude00\\/\" | \"Aé😀/\"",
                "\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\" | \"\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\"",
            })
    void readAndWrittenOnOneLine(String text, String written) throws JsonSyntaxException {
        assertThat(JsonWriter.compact(read(text))).isEqualTo(written);
    }

    @Test
    void writtenIndented() throws JsonSyntaxException {
        assertThat(JsonWriter.indented(read("{\"b\":[1,{}],\"a\":{\"c\":[]}}"))).isEqualTo("""
                {
                  "a": {
                    "c": []
                  },
                  "b": [
                    1,
                    {}
                  ]
                }""");
    }

    @Test
    void membersAreInByteOrder() throws JsonSyntaxException {
        assertThat(JsonWriter.compact(read("{\"\ud83d\ude00\":1,\"\uffff\":2}")))
                .isEqualTo("{\"\uffff\":2,\"\ud83d\ude00\":1}");
    }

    @Test
    void aByteOrderMarkIsFine() throws JsonSyntaxException {
        assertThat(read("\ufeff{}")).isEqualTo(read("{}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "< | 1 | 1 | syntax error while parsing value - invalid literal; last read: '<'",
                "{\"a\":1,} | 1 | 8 | syntax error while parsing object key - unexpected '}'; expected string literal",
                "[1 2] | 1 | 4 | syntax error while parsing array - unexpected number literal; expected ']'",
                "{} {} | 1 | 4 | syntax error while parsing value - unexpected '{'; expected end of input",
                "\"abc | 1 | 5 | syntax error while parsing value - invalid string: missing closing quote; last read: '\"abc'",
                "\"\\ud800x\" | 1 | 8 | syntax error while parsing value - invalid string: surrogate U+D800..U+DBFF"
                        + " must be followed by U+DC00..U+DFFF; last read: '\"\\ud800x'",
            })
    void errorsAreSaidAsNixSaysThem(String text, int line, int column, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessage("[json.exception.parse_error.101] parse error at line " + line + ", column " + column + ": "
                        + message);
    }

    @Test
    void anEmptyTextIsAnErrorOfItsOwn() {
        assertThatThrownBy(() -> read(""))
                .hasMessage(
                        "[json.exception.parse_error.101] parse error at line 1, column 1: attempting to parse an empty"
                                + " input; check that your input string or stream contains the expected JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xC0, 0xC1, 0xF5, 0xFF})
    void bytesThatAreNoUtf8AreErrors(int wrong) {
        byte[] text = {'"', (byte) wrong, '"'};

        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageContaining("invalid string: ill-formed UTF-8 byte");
    }

    @Test
    void aZeroByteEndsTheText() throws JsonSyntaxException {
        assertThat(read("8\0\0\0junk")).isEqualTo(read("8"));
        assertThat(read("\ufeff{}\0\0\ufeff")).isEqualTo(read("{}"));
        assertThatThrownBy(() -> read("{\0}")).isInstanceOf(JsonSyntaxException.class);
        assertThatThrownBy(() -> read("\"\0\"")).isInstanceOf(JsonSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "-1e999"})
    void numbersWithoutBoundAreErrors(String number) {
        assertThatThrownBy(() -> read("[" + number + "]"))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessage("[json.exception.out_of_range.406] number overflow parsing '" + number + "'");
    }

    @Test
    void fiveHundredLevelsAreFine() throws JsonSyntaxException {
        String deep = "[".repeat(500) + "]".repeat(500);

        assertThat(JsonWriter.compact(read(deep))).isEqualTo(deep);
    }

    @Test
    void tooManyLevelsAreAnError() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(JsonSyntaxException.class);
    }

    @FuzzTest(maxDuration = "60m")
    void whatIsReadIsWrittenAndReadAgain(FuzzedDataProvider data) throws JsonSyntaxException {
        byte[] text = data.consumeRemainingAsBytes();
        JsonValue value;
        try {
            value = JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            return;
        }
        String written = JsonWriter.compact(value);
        assertThat(JsonWriter.compact(read(written))).isEqualTo(written);
    }

    private static JsonValue read(String text) throws JsonSyntaxException {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
