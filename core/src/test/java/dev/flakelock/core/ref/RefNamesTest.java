package dev.flakelock.core.ref;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "feature/x",
                "HEAD",
                "@@",
                "a@",
                "x/@",
                "@/x",
                "x{y",
                "x]y",
                "x`y",
                "x%y",
                "é",
                "x/-y",
                "-x/y",
                "-/-",
                "x./y",
                "x.LOCK",
                "lock",
                "refs/heads/x",
                "refs/-x"
            })
    void theseNamesAreLegal(String name) {
        assertThat(RefNames.isLegal(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "-",
                "-x",
                ".",
                "..",
                ".x",
                "x.",
                "x/.y",
                "x..y",
                "x.lock",
                "x.lock/y",
                "x/",
                "/x",
                "x//y",
                "@{x",
                "a b",
                "x~1",
                "x^",
                "x:y",
                "x?",
                "x*",
                "x[",
                "x\\y",
                "x\ny",
                "x\u007fy"
            })
    void theseNamesAreNot(String name) {
        assertThat(RefNames.isLegal(name)).isFalse();
    }
}
