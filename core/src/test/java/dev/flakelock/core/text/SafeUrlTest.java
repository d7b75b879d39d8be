package dev.flakelock.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://h/a?x=u:p@y, https://h/a?x=u:p@y",
        "https://u:p@h/a, https://***@h/a",
        "https://token@h/a, https://***@h/a",
        "git+https://u:p%40@x@h/a?ref=m, git+https://***@h/a?ref=m",
        "git+ssh://git@h/a, git+ssh://git@h/a",
        "ssh://git:p@h/a, ssh://git:***@h/a",
        "github:o/r, github:o/r",
        "path:/a/@b, path:/a/@b",
    })
    void nothingSecretIsLeftOfAReference(String reference, String shown) {
        assertThat(SafeUrl.ofReference(reference)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "https://u:p@h/a, https://***@h/a",
        "https://h/@a, https://h/@a",
        "ssh://git@h/a, ssh://***@h/a",
    })
    void noUserIsLeftOfAUrl(String url, String shown) {
        assertThat(SafeUrl.of(url)).isEqualTo(shown);
    }
}
