package dev.flakelock.fetcher.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ref is a regular expression, of whoever wrote the flake; the names are a server's. Neither is to be trusted. */
final class RefPatternTest {

    @ParameterizedTest
    @CsvSource({
        "main, refs/heads/main, true",
        "main, refs/tags/main, true",
        "main, refs/heads/mainly, false",
        "v1.2, refs/tags/v1.2, true",
        "v1.2, refs/tags/v1x2, true",
        "v+, refs/tags/vvv, true",
        "a|refs/heads/b, refs/heads/a, true",
        "a]b, refs/heads/a]b, true",
    })
    void matchesAsInNix(String ref, String name, boolean matches) throws Exception {
        assertThat(RefPattern.ofBranchOrTag(ref).matches(name)).isEqualTo(matches);
    }

    @Test
    void aNameIsNoPattern() throws Exception {
        assertThat(RefPattern.ofName("refs/heads/v1.2").matches("refs/heads/v1x2"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+a+a+a+a+a+a+b", "(a+)(a+)+(a|aa)+a+a+a+c"})
    void whatTriesForEverIsEnded(String ref) throws Exception {
        RefPattern pattern = RefPattern.ofBranchOrTag(ref);
        String name = "refs/heads/" + "a".repeat(200);

        assertThatThrownBy(() -> pattern.matches(name))
                .isInstanceOf(FlakeException.class)
                .hasMessage("ref '" + ref + "' is too complicated a regular expression, as which it is used");
    }

    @Test
    void aNameWithoutEndOverflowsNoStack() throws Exception {
        RefPattern pattern = RefPattern.ofBranchOrTag("(a|b)+");

        assertThatThrownBy(() -> pattern.matches("refs/heads/" + "ab".repeat(1_000_000)))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("too complicated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(){999999999}", "x{2}"})
    void whatIsCountedIsRefused(String ref) {
        assertThatThrownBy(() -> RefPattern.ofBranchOrTag(ref)).hasMessageContaining("too complicated");
    }

    @Test
    void whatIsNestedTooDeeplyIsRefused() {
        String ref = "(".repeat(1_000) + ")".repeat(1_000);

        assertThatThrownBy(() -> RefPattern.ofBranchOrTag(ref)).hasMessageContaining("too complicated");
    }

    @Test
    void whatIsNoRegularExpressionIsAnError() {
        assertThatThrownBy(() -> RefPattern.ofBranchOrTag("a(b"))
                .hasMessage("ref 'a(b' is not a regular expression, as which it is used");
    }
}
