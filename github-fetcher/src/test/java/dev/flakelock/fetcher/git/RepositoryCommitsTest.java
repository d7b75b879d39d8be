package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.resolve.CommitLookup.Answer;
import dev.flakelock.core.resolve.CommitLookup.Place;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Secrets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits are looked for on the branch that is named, then on all others, on servers and on this machine. */
final class RepositoryCommitsTest {

    private static final String SCRIPT = """
            git init -q -b main r; cd r
            commit() { echo $1 > f; git add f; GIT_COMMITTER_DATE="$2 +0000" git commit -q -m $1; }
            commit one 1500000000
            git checkout -q -b fork; commit lost 1500000001; git rev-parse HEAD > ../lost
            git checkout -q main; git branch -q -D fork
            git checkout -q -b dev; commit dev 1590000000; git rev-parse HEAD > ../dev
            git checkout -q main; commit two 1600000000; git rev-parse HEAD > ../two
            for i in 3 4 5; do commit $i 160000000$i; done
            git tag -a -m v v1 HEAD~1; git rev-parse HEAD~1 > ../tagged
            cd ..; git clone -q --bare r served/r.git
            (cd served/r.git; git fetch -q ../../r $(cat ../../lost):refs/hidden/lost; git config uploadpack.allowAnySHA1InWant true)
            """;

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private RepositoryCommits.Passwords passwords = locked -> Optional.empty();

    @BeforeEach
    void serve() throws Exception {
        world = new GitWorld(directory);
        world.run(SCRIPT);
        server = new GitHttpServer(world.directory.resolve("served"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theNewestCommitOfABranchIsFoundWithoutAnyFetch() throws Exception {
        assertThat(find(tip(), "HEAD", 1600000005L)).isEqualTo(new Answer(Place.NAMED, tip()));

        assertThat(server.requests).hasSize(2);
    }

    @Test
    void anEarlierCommitIsFoundAmongThoseSinceThen() throws Exception {
        assertThat(find(id("two"), "main", 1600000000L)).isEqualTo(new Answer(Place.NAMED, tip()));

        String objects = "git cat-file --batch-all-objects --batch-check='%(objecttype)' | sort | uniq -c | tr -s ' '";
        Path recent = world.directory
                .resolve("cache/git")
                .toFile()
                .listFiles()[0]
                .toPath()
                .resolve("recent.git");
        assertThat(world.runIn(recent, objects)).isEqualTo(" 4 commit\n");
    }

    @Test
    void aTimeThatIsWrongMakesItSlowerAndNotWrong() throws Exception {
        assertThat(find(id("two"), "main", 1900000000L).place()).isEqualTo(Place.NAMED);
        assertThat(find(id("two"), "main", null).place()).isEqualTo(Place.NAMED);
    }

    @Test
    void aCommitOfAnotherBranchIsElsewhere() throws Exception {
        assertThat(find(id("dev"), "main", 1590000000L)).isEqualTo(new Answer(Place.ELSEWHERE, tip()));
        assertThat(find(id("dev"), "gone", 1590000000L)).isEqualTo(new Answer(Place.ELSEWHERE, null));
        assertThat(find(id("dev"), null, 1590000000L)).isEqualTo(new Answer(Place.NAMED, null));
    }

    @Test
    void aTagNamesTheCommitBehindIt() throws Exception {
        assertThat(find(id("tagged"), "refs/tags/v1", 1600000004L)).isEqualTo(new Answer(Place.NAMED, id("tagged")));
    }

    @Test
    void aCommitThatTheServerGivesOutWithoutABranchIsNowhere() throws Exception {
        assertThat(world.fetch(GitWorld.attrs(server.url("r.git")).with("rev", id("lost")))
                        .found()
                        .text("rev"))
                .isEqualTo(id("lost"));

        assertThat(find(id("lost"), "main", 1500000001L)).isEqualTo(new Answer(Place.NOWHERE, tip()));
    }

    @Test
    void aServerWithoutFiltersIsNoObstacle() throws Exception {
        server.filters = false;

        assertThat(find(id("two"), "main", 1600000000L).place()).isEqualTo(Place.NAMED);
    }

    @Test
    void aServerThatIsGoneIsAnError() {
        server.close();

        assertThatThrownBy(() -> find(tip(), "main", 1L))
                .isInstanceOf(FlakeException.class)
                .hasMessageStartingWith("Failed to fetch git repository");
    }

    @Test
    void whatIsPrivateIsFoundWithAPassword() throws Exception {
        server.authorization = "Basic eC1hY2Nlc3MtdG9rZW46c2VjcmV0";
        assertThatThrownBy(() -> find(tip(), "main", 1L)).hasMessageStartingWith("Failed to fetch git repository");

        passwords = locked -> Optional.of(new Credentials("x-access-token", "secret"));

        assertThat(find(tip(), "main", 1L).place()).isEqualTo(Place.NAMED);
    }

    @Test
    void repositoriesOnThisMachineAreAsked() throws Exception {
        String url = "file://" + world.directory.resolve("r");

        assertThat(findAt(url, id("two"), "main").place()).isEqualTo(Place.NAMED);
        assertThat(findAt(url, id("dev"), "main").place()).isEqualTo(Place.ELSEWHERE);
        assertThat(findAt(url, id("lost"), "main").place()).isEqualTo(Place.NOWHERE);
    }

    @Test
    void whatIsNoRepositoryHasNoCommits() throws Exception {
        Attrs tarball = Attrs.none()
                .with("type", "tarball")
                .with("url", "https://h.example/a.tar.gz")
                .with("rev", "1".repeat(40));

        assertThat(commits().find(new Input(null, tarball), "HEAD", world.context))
                .isEqualTo(Answer.UNKNOWN);
    }

    private Answer find(String rev, @Nullable String ref, @Nullable Long time) throws FlakeException {
        Attrs attrs = GitWorld.attrs(server.url("r.git")).with("type", "git").with("rev", rev);
        return commits()
                .find(new Input(null, time == null ? attrs : attrs.with("lastModified", time)), ref, world.context);
    }

    private Answer findAt(String url, String rev, String ref) throws FlakeException {
        Attrs attrs = GitWorld.attrs(url).with("type", "git").with("rev", rev);
        return commits().find(new Input(null, attrs), ref, world.context);
    }

    private RepositoryCommits commits() {
        return new RepositoryCommits(
                new GitSetup(
                        world.settings,
                        Secrets.none(),
                        world.directory.resolve("cache"),
                        variation -> world.http,
                        GitFacts.inMemory(),
                        InstantSource.system()),
                passwords);
    }

    private String id(String name) throws Exception {
        return world.run("cat " + name).strip();
    }

    private String tip() throws Exception {
        return world.run("git -C r rev-parse main").strip();
    }
}
