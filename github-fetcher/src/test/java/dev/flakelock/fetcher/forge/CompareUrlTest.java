package dev.flakelock.fetcher.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.fetcher.StandardSchemes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareUrlTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);

    @ParameterizedTest
    @CsvSource({
        "github:o/r/REV,                 https://github.com/o/r/compare/A...B",
        "github:o/r/REV?host=ghe.corp,   https://ghe.corp/o/r/compare/A...B",
        "gitlab:o/r/REV,                 https://gitlab.com/o/r/-/compare/A...B",
        "gitlab:group%252Fsub/r/REV,     https://gitlab.com/group/sub/r/-/compare/A...B",
        "gitlab:o/r/REV?host=git.corp,   https://git.corp/o/r/-/compare/A...B",
        "sourcehut:~o/r/REV,             https://git.sr.ht/~o/r/log/B"
    })
    void eachForgeHasAPage(String url, String page) throws FlakeException {
        Input before = input(url.replace("REV", A));
        Input after = input(url.replace("REV", B));

        assertThat(after.requireScheme().compareUrl(before, after))
                .hasValue(page.replace("A.", A + ".").replace("B", B));
    }

    @Test
    void withoutCommitsThereIsNone() throws FlakeException {
        Input branch = input("github:o/r/main");

        assertThat(branch.requireScheme().compareUrl(branch, branch)).isEmpty();
    }

    private static Input input(String url) throws FlakeException {
        return StandardSchemes.language().inputFromUrl(FlakeUrl.parse(url), true);
    }
}
