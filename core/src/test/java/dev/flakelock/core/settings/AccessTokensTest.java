package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {

    private static final AccessTokens TOKENS =
            AccessTokens.of(Map.of("github.com", "host", "github.com/org", "org", "github.com/org/repo", "repo"));

    @Test
    void theLongestNameWins() {
        assertThat(TOKENS.tokenFor("github.com", "org", "repo")).contains("repo");
        assertThat(TOKENS.tokenFor("github.com", "org", "other")).contains("org");
        assertThat(TOKENS.tokenFor("github.com", "them", "repo")).contains("host");
        assertThat(TOKENS.tokenFor("gitlab.com", "org", "repo")).isEmpty();
    }

    @Test
    void aNameEndsBeforeASlashOrAtTheEnd() {
        AccessTokens tokens = AccessTokens.of(Map.of("github.com/or", "x", "github.com/org/rep", "y", "git", "z"));
        assertThat(tokens.tokenFor("github.com", "org", "repo")).isEmpty();
        assertThat(tokens.tokenFor("github.com", "or", "repo")).contains("x");
    }

    @Test
    void anEmptyTokenFallsBackToTheHost() {
        AccessTokens tokens = AccessTokens.of(Map.of("github.com", "host", "github.com/org", ""));
        assertThat(tokens.tokenFor("github.com", "org", "repo")).contains("host");
        assertThat(AccessTokens.of(Map.of("github.com", "")).tokenFor("github.com", "o", "r"))
                .contains("");
        assertThat(AccessTokens.of(Map.of("github.com/o", "")).tokenFor("github.com", "o", "r"))
                .isEmpty();
    }

    @Test
    void groupsOnGitLabAreDeep() {
        AccessTokens tokens = AccessTokens.of(Map.of("gitlab.com/group/sub", "x"));
        assertThat(tokens.tokenFor("gitlab.com", "group/sub", "repo")).contains("x");
        assertThat(tokens.tokenFor("gitlab.com", "group/subway", "repo")).isEmpty();
    }

    @Test
    void theFirstEntryOfANameCounts() {
        assertThat(AccessTokens.parse(List.of("a=1", "b=2=3", "c", "a=9")))
                .isEqualTo(AccessTokens.of(Map.of("a", "1", "b", "2=3")));
        assertThat(AccessTokens.of(Map.of("a", "1")).plus(AccessTokens.of(Map.of("a", "2", "b", "3"))))
                .isEqualTo(AccessTokens.of(Map.of("a", "1", "b", "3")));
    }

    @Test
    void secretsStayOutOfTheText() {
        assertThat(TOKENS.toString()).contains("github.com/org/repo").doesNotContain("=");
        AccessTokens secret = AccessTokens.of(Map.of("h", "s3cret"));
        assertThat(secret.toString()).doesNotContain("s3cret");
        assertThat(secret.names()).containsExactly("h");
    }
}
