package dev.flakelock.core.ref;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.attr.AttrValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttrValueTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "012, 12",
        "+5, 5",
        "18446744073709551615, 18446744073709551615",
        "000000000000000000000000000000000000001, 1",
    })
    void parametersAreUnsignedDecimals(String text, String number) {
        assertThat(AttrValue.Int.parse(text)).hasToString(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "-1", "1 ", "x", "0x1", "++1", "18446744073709551616", "99999999999999999999999"})
    void everythingElseIsNoNumber(String text) {
        assertThat(AttrValue.Int.parse(text)).isNull();
    }
}
