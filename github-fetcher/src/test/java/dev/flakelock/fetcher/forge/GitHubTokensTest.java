package dev.flakelock.fetcher.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.AccessTokens;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.fetcher.testing.TestArchive;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens of GitHub's own tools: when they are shown, and that nobody else sees them. */
final class GitHubTokensTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final String TARBALL = "https://api.github.com/repos/o/r/tarball/" + REV;
    private static final String CODELOAD = "https://codeload.github.com/o/r/legacy.tar.gz/" + REV;
    private static final String PLAIN = "https://github.com/o/r/archive/" + REV + ".tar.gz";

    private final FetcherWorld world = new FetcherWorld();

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB_TOKEN", "GH_TOKEN"})
    void gitHubSeesTheToken(String variable) throws Exception {
        world.variables(Map.of(variable, "s3cret"));
        world.internet
                .at("https://api.github.com/repos/o/r/commits/HEAD", Answer.ok("{\"sha\":\"" + REV + "\"}"))
                .at(TARBALL, archive());

        world.fetch("github:o/r");

        assertThat(world.internet.takeRequests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("token s3cret", "token s3cret");
        assertThat(world.entries.dump()).doesNotContain("s3cret");
        assertThat(world.context.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "github, github.com=gh, x-access-token, gh",
        "github, github.com/o/r=special github.com=gh, x-access-token, special",
        "gitlab, gitlab.com=PAT:lab, oauth2, lab",
        "gitlab, gitlab.com=OAuth2:lab, oauth2, lab",
    })
    void gitIsShownATokenAsAPassword(String type, String tokens, String user, String password) throws Exception {
        assertThat(forGit(type, tokens)).contains(new Credentials(user, password));
    }

    @ParameterizedTest
    @CsvSource({"github, gitlab.com=PAT:lab", "gitlab, gitlab.com=lab", "sourcehut, git.sr.ht=hut"})
    void gitIsShownNoTokenOfAnotherKind(String type, String tokens) throws Exception {
        assertThat(forGit(type, tokens)).isEmpty();
    }

    private static Optional<Credentials> forGit(String type, String tokens) throws Exception {
        Map<String, String> byName = new TreeMap<>();
        for (String token : tokens.split(" ")) {
            byName.put(token.substring(0, token.indexOf('=')), token.substring(token.indexOf('=') + 1));
        }
        Environment nobody = Environment.of(Map.of(), Path.of("/"), Path.of("/home"), OperatingSystem.LINUX);
        Attrs attrs = Attrs.none().with("type", type).with("owner", "o").with("repo", "r");
        return ForgeTokens.of(AccessTokens.of(byName), nobody).forGit(new Input(null, attrs));
    }

    @Test
    void aHostThatIsRedirectedToDoesNot() throws Exception {
        world.variables(Map.of("GITHUB_TOKEN", "s3cret"));
        world.internet
                .at(TARBALL, Answer.status(302).with("Location", CODELOAD))
                .at(CODELOAD, archive());

        world.fetch("github:o/r/" + REV);

        assertThat(world.internet.takeRequests())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("token s3cret", null);
    }

    @Test
    void theTreeIsTheSameWithAndWithout() throws Exception {
        world.internet.at(PLAIN, archive());
        FetchedTree without = world.fetch("github:o/r/" + REV);
        FetcherWorld other = new FetcherWorld().variables(Map.of("GITHUB_TOKEN", "s3cret"));
        other.internet.at(TARBALL, archive());
        FetchedTree with = other.fetch("github:o/r/" + REV);

        assertThat(world.internet.takeUrls()).containsExactly(PLAIN);
        assertThat(other.internet.takeUrls()).containsExactly(TARBALL);
        assertThat(with.found()).isEqualTo(without.found());
        assertThat(with.narHash()).isEqualTo(without.narHash());
    }

    @Test
    void accessTokensGoFirst() {
        world.variables(Map.of("GITHUB_TOKEN", "environment", "GH_TOKEN", "environment"));
        world.tokens(Map.of("github.com/o", "configured"));

        assertThat(authorization("github:o/r/" + REV)).isEqualTo("token configured");
        assertThat(authorization("github:other/r/" + REV)).isEqualTo("token environment");
    }

    @Test
    void theVariableOfTheCommandLineToolGoesBeforeTheOther() {
        world.variables(Map.of("GITHUB_TOKEN", "second", "GH_TOKEN", "first"));

        assertThat(authorization("github:o/r/" + REV)).isEqualTo("token first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github:o/r?host=github.example",
                "gitlab:o/r",
                "sourcehut:~o/r",
                "tarball+https://github.com/o/r/archive/x.tar.gz",
                "file+https://api.github.com/x"
            })
    void nobodyElseSeesIt(String input) {
        world.variables(Map.of("GITHUB_TOKEN", "s3cret", "GH_TOKEN", "s3cret"));

        assertThatThrownBy(() -> world.fetch(input)).isInstanceOf(FlakeException.class);

        assertThat(world.internet.takeRequests())
                .isNotEmpty()
                .allSatisfy(request ->
                        assertThat(request.headers().toMultimap().toString()).doesNotContain("s3cret"));
    }

    @Test
    void anEmptyVariableIsNone() {
        world.variables(Map.of("GITHUB_TOKEN", ""));

        assertThat(authorization("github:o/r/" + REV)).isEmpty();
    }

    @Test
    void aTokenThatIsNoLongerGoodIsPointedAtButNotShown() {
        world.variables(Map.of("GITHUB_TOKEN", "s3cret"));
        world.internet.at(TARBALL, Answer.status(401));

        FlakeException failure = catchThrowableOfType(FlakeException.class, () -> world.fetch("github:o/r/" + REV));

        assertThat(failure.getMessage()).contains("HTTP error 401").doesNotContain("s3cret");
        assertThat(failure.hint()).contains("GITHUB_TOKEN").doesNotContain("s3cret");
    }

    private String authorization(String input) {
        assertThatThrownBy(() -> world.fetch(input)).isInstanceOf(FlakeException.class);
        Request request = world.internet.takeRequests().get(0);
        return Objects.requireNonNullElse(request.header("Authorization"), "");
    }

    private static Answer archive() {
        return Answer.ok(new TestArchive().file("flake.nix", "{ }").gzip());
    }
}
