package dev.flakelock.fetcher.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.FetcherWorld;
import dev.flakelock.fetcher.testing.TestArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Private repositories for which git's credential helpers know a password, but the settings of Nix no token. */
final class ForgePasswordsTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final String API = "https://api.github.com/repos/o/r";

    private final FetcherWorld world = new FetcherWorld();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void know() {
        world.passwords(url -> {
            asked.add(url);
            return Optional.of("s3cret");
        });
    }

    @Test
    void arePutToUseWhenTheForgeShowsNothingToNobody() throws Exception {
        secret(API + "/commits/main", Answer.ok("{\"sha\":\"" + REV + "\"}"), "token s3cret");
        secret(API + "/tarball/" + REV, archive(), "token s3cret");

        assertThat(world.fetch("github:o/r/main").found().text("rev")).isEqualTo(REV);

        assertThat(asked).containsExactly("https://github.com/o/r");
        assertThat(world.internet.takeUrls())
                .containsExactly(API + "/commits/main", API + "/commits/main", API + "/tarball/" + REV);
        assertThat(world.context.warnings()).isEmpty();
        assertThat(world.entries.dump()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "gitlab:o/r, https://gitlab.com/api/v4/projects/o%2Fr/repository/archive.tar.gz?sha=, https://gitlab.com/o/r",
        "sourcehut:~u/r, https://git.sr.ht/~u/r/archive/REV.tar.gz, https://git.sr.ht/~u/r"
    })
    void areShownAsTheForgeWantsIt(String input, String archive, String repository) throws Exception {
        String url = archive.endsWith("=") ? archive + REV : archive.replace("REV", REV);
        secret(url, archive(), "Bearer s3cret");

        assertThat(world.fetch(input + "/" + REV).found().text("rev")).isEqualTo(REV);
        assertThat(asked).containsExactly(repository);
    }

    @Test
    void areNotAskedForWhereATokenIsSet() {
        world.tokens(Map.of("github.com", "other"));

        assertThatThrownBy(() -> world.fetch("github:o/r/main")).hasMessageContaining("HTTP error 404");

        assertThat(asked).isEmpty();
    }

    @Test
    void areNotAskedForWhenTheServerIsInTrouble() {
        world.internet.at(API + "/commits/main", Answer.status(422));

        assertThatThrownBy(() -> world.fetch("github:o/r/main")).hasMessageContaining("HTTP error 422");

        assertThat(asked).isEmpty();
    }

    @Test
    void changeNothingIfTheyDoNotHelp() {
        world.internet.at(
                API + "/commits/main", request -> shown(request) == null ? Answer.status(404) : Answer.status(401));

        assertThatThrownBy(() -> world.fetch("github:o/r/main"))
                .hasMessage("unable to download '" + API + "/commits/main': HTTP error 404");
    }

    private void secret(String url, Answer answer, String authorization) {
        world.internet.at(url, request -> authorization.equals(shown(request)) ? answer : Answer.status(404));
    }

    private static @Nullable String shown(Request request) {
        return request.header("Authorization");
    }

    private static Answer archive() {
        return Answer.ok(new TestArchive().file("flake.nix", "{ }").gzip());
    }
}
