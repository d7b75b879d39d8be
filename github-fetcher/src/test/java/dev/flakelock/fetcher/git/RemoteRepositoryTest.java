package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories behind a web server and behind ssh. The NAR hashes are those of fetches.cases.json. */
final class RemoteRepositoryTest {

    private static final String SCRIPT = """
            git init -q -b main r; cd r
            mkdir -p d/e; echo one > a; echo two > d/b; echo three > d/e/c; echo '#!/bin/sh' > x; chmod +x x
            ln -s a l; echo ignored > .gitignore; git add .; git commit -q -m one
            echo uno > a; git commit -q -a -m two
            git tag -a -m t v1 HEAD~1; git checkout -q -b dev; echo due > a; git commit -q -a -m three
            git checkout -q main; cd ..; git clone -q --bare r served/r.git
            """;
    private static final String ONE = "4d66bea3919885193122d69f777d180b8f5a7444";
    private static final String TWO = "bdafdbe9240b8a02ed4fd42dd3491996c9e386ad";
    private static final String HASH_OF_ONE = "sha256-+WATw4rFNNvQYLrmhbS2P/YgQKqp6tQMuzjodv6wYgI=";
    private static final String HASH_OF_TWO = "sha256-lQLGw0UUh4ygdUn0t1TzswcqM1ck1EKv2pxRu3GNZ1U=";

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private Attrs url;

    @BeforeEach
    void serve() throws Exception {
        world = new GitWorld(directory);
        world.run(SCRIPT);
        server = new GitHttpServer(world.directory.resolve("served"));
        url = GitWorld.attrs(server.url("r.git"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void takesTheDefaultBranchWithItsHistoryCounted() throws Exception {
        FetchedTree tree = world.fetch(url);

        assertThat(tree.found().without("type"))
                .isEqualTo(url.with("ref", "refs/heads/main")
                        .with("rev", TWO)
                        .with("revCount", 2)
                        .with("lastModified", 1600000000));
        assertThat(tree.narHash().toSri()).isEqualTo(HASH_OF_TWO);
        assertThat(tree.files().kind("d/e")).contains(SourceTree.Kind.DIRECTORY);
        assertThat(new String(tree.files().read("a"), StandardCharsets.UTF_8)).isEqualTo("uno\n");
        assertThat(tree.files().linkTarget("l")).isEqualTo("a");
    }

    @Test
    void fetchesNoOldTreesAndNoOldFiles() throws Exception {
        world.fetch(url).narHash();

        String objects = "git cat-file --batch-all-objects --batch-check='%(objecttype)' | sort | uniq -c | tr -s ' '";
        assertThat(world.runIn(cached("tree.git"), objects)).isEqualTo(" 6 blob\n 1 commit\n 3 tree\n");
        assertThat(world.runIn(cached("commits.git"), objects)).isEqualTo(" 2 commit\n");
    }

    @Test
    void asksTheServerForNothingTwice() throws Exception {
        world.fetch(url);

        assertThat(server.requests)
                .containsExactly(
                        "GET /r.git/info/refs?service=git-upload-pack",
                        "POST /r.git/git-upload-pack", // the refs
                        "POST /r.git/git-upload-pack", // the tree
                        "POST /r.git/git-upload-pack"); // the commits
        assertThat(world.context.details)
                .hasSize(4)
                .last()
                .asString()
                .matches("POST http://[^ ]*/r.git/git-upload-pack");
    }

    @Test
    void asksForNoRefsWhereTheCommitIsKnown() throws Exception {
        world.fetch(url.with("rev", ONE).with("ref", "main"));

        assertThat(server.requests)
                .containsExactly(
                        "GET /r.git/info/refs?service=git-upload-pack",
                        "POST /r.git/git-upload-pack",
                        "POST /r.git/git-upload-pack");
    }

    @Test
    void letsNobodyElseLookAtItsCopies() throws Exception {
        world.fetch(url);

        assertThat(world.run("stat -c %a cache cache/git cache/git/*/")).isEqualTo("700\n700\n700\n");
    }

    @Test
    void knowsTheHistoryOfWhatItHasTheHistoryBehind() throws Exception {
        world.fetch(url);
        server.requests.clear();

        FetchedTree before = world.fetch(url.with("rev", ONE).with("ref", "main"));

        assertThat(before.found().number("revCount")).isEqualTo(1);
        assertThat(server.requests)
                .as("what the server can do is known from the run before")
                .containsExactly("POST /r.git/git-upload-pack");
    }

    @Test
    void noticesThatAServerCanNoLongerDoWhatItCould() throws Exception {
        world.fetch(url);
        server.filters = false;
        world.settings = world.settings.refresh();
        world.run("echo tre > r/a; git -C r commit -q -a -m three; git -C r push -q ../served/r.git main");

        assertThat(world.fetch(url).found().number("revCount")).isEqualTo(3);
        assertThat(world.context.warnings).isEmpty();
    }

    @Test
    void asksAServerAnewWhatItCanDoAfterADay() throws Exception {
        world.fetch(url);
        server.requests.clear();
        world.now = world.now.plus(Duration.ofHours(25));

        world.fetch(url.with("rev", ONE));

        assertThat(server.requests).contains("GET /r.git/info/refs?service=git-upload-pack");
    }

    @Test
    void fetchesNoOtherTreeThanThatOfTheCommitAskedFor() throws Exception {
        world.fetch(url.with("rev", ONE));

        String commits = "git cat-file --batch-all-objects --batch-check | grep commit";
        assertThat(world.runIn(cached("tree.git"), commits)).startsWith(ONE).hasLineCount(1);
    }

    @Test
    void takesEverythingFromAServerWithoutFilters() throws Exception {
        server.filters = false;

        assertThat(world.fetch(url).found().number("revCount")).isEqualTo(2);
    }

    @Test
    void takesBranchesTagsAndCommits() throws Exception {
        assertThat(world.fetch(url.with("ref", "dev")).found().number("revCount"))
                .isEqualTo(3);
        FetchedTree tag = world.fetch(url.with("ref", "refs/tags/v1"));
        assertThat(tag.found().text("rev")).isEqualTo(ONE);
        assertThat(tag.found().number("revCount")).isEqualTo(1);
        FetchedTree commit = world.fetch(url.with("rev", ONE.toUpperCase(Locale.ROOT)));
        assertThat(commit.found().text("rev")).isEqualTo(ONE.toUpperCase(Locale.ROOT));
        assertThat(commit.found().text("ref")).isEqualTo("refs/heads/main");
        assertThat(commit.narHash().toSri()).isEqualTo(HASH_OF_ONE);
    }

    @Test
    void refusesATagWithoutItsFullName() {
        assertThatThrownBy(() -> world.fetch(url.with("ref", "v1")))
                .hasMessage("Failed to fetch git repository '" + server.url("r.git") + "'");
    }

    @Test
    void saysThatACommitIsMissing() throws Exception {
        Attrs missing = url.with("rev", "1".repeat(40)).with("ref", "main");
        assertThatThrownBy(() -> world.fetch(missing))
                .hasMessage("Failed to fetch git repository '" + server.url("r.git") + "'");

        world.fetch(url.with("ref", "main"));
        assertThatThrownBy(() -> world.fetch(missing))
                .hasMessageStartingWith(
                        "Cannot find Git revision '" + "1".repeat(40) + "' in ref 'main' of repository");
    }

    @Test
    void asksNothingWhileItIsFreshAndAgainWhenItIsNot() throws Exception {
        world.fetch(url);
        world.run("echo tre > r/a; git -C r commit -q -a -m three; git -C r push -q ../served/r.git main");
        server.requests.clear();

        assertThat(world.fetch(url).found().text("rev")).isEqualTo(TWO);
        world.settings = world.settings.refresh();
        assertThat(world.fetch(url).found().number("revCount")).isEqualTo(3);
    }

    @Test
    void asksForLittleWhenABranchMoves() throws Exception {
        Attrs dev = url.with("ref", "dev");
        world.fetch(dev);
        world.settings = world.settings.refresh();
        assertThat(requests(dev)).as("nothing new").isEqualTo(1);

        world.run("git -C served/r.git update-ref refs/heads/dev main~1");
        assertThat(requests(dev))
                .as("an older tree, of which the history is known: what is there already is said first")
                .isEqualTo(3);

        world.run("git -C served/r.git update-ref refs/heads/dev main; echo vier > r/a; git -C r commit -q -a -m four;"
                + " git -C r push -q ../served/r.git main:dev");
        assertThat(requests(dev)).as("another tree and more history").isEqualTo(3);

        world.run("git -C served/r.git update-ref -d refs/heads/dev");
        assertThat(requests(dev)).as("gone; what is there is gone on with").isEqualTo(1);
    }

    private int requests(Attrs input) throws Exception {
        server.requests.clear();
        world.fetch(input);
        return server.requests.size();
    }

    @Test
    void takesACommitOfAnyRef() throws Exception {
        world.run(
                "git -C served/r.git update-ref refs/pull/1/head dev; git -C served/r.git update-ref -d refs/heads/dev");
        String rev = world.run("git -C served/r.git rev-parse refs/pull/1/head").strip();

        FetchedTree tree = world.fetch(url.with("rev", rev).with("allRefs", true));

        assertThat(tree.found().text("rev")).isEqualTo(rev);
        assertThat(tree.found().number("revCount")).isEqualTo(3);
    }

    @Test
    void goesOnWithWhatItHasWithoutANetwork() throws Exception {
        world.fetch(url);
        server.requests.clear();
        world.settings = world.settings.offline();
        world.now = world.now.plus(Duration.ofDays(30));

        assertThat(world.fetch(url).found().text("rev")).isEqualTo(TWO);

        assertThat(server.requests).isEmpty();
    }

    @Test
    void fallsBackToWhatItHas() throws Exception {
        world.fetch(url.with("ref", "main"));
        server.close();
        world.settings = world.settings.refresh();

        assertThat(world.fetch(url.with("ref", "main").with("shallow", true))
                        .found()
                        .text("rev"))
                .isEqualTo(TWO);
        assertThat(world.context.notices)
                .singleElement()
                .asString()
                .startsWith("\u001b[31;1merror:\u001b[0m Failed to fetch git repository '")
                .contains("hint:");
        assertThat(world.context.warnings)
                .filteredOn(warning -> !warning.contains("; retrying in "))
                .containsExactly("could not update local clone of Git repository '" + server.url("r.git")
                        + "'; continuing with the most recent version");
    }

    @Test
    void findsCredentials() throws Exception {
        server.authorization = "Basic dXNlcjpwYXNz";
        Path home = Files.createDirectories(world.directory.resolve("home"));
        assertThatThrownBy(() -> world.fetch(url)).hasMessageStartingWith("Failed to fetch git repository");

        Files.writeString(home.resolve(".netrc"), "machine 127.0.0.1 login user password pass\n");
        world.context.warnings.clear();
        assertThat(world.fetch(url).found().text("rev")).isEqualTo(TWO);

        world.settings = world.settings.refresh();
        server.requests.clear();
        assertThat(world.fetch(url).found().text("rev")).isEqualTo(TWO);
        assertThat(world.context.warnings).isEmpty();
        assertThat(server.requests)
                .as("what the server can do is known")
                .noneMatch(request -> request.startsWith("GET"));
    }

    @Test
    void fetchesSubmodulesWithRelativeUrls() throws Exception {
        world.run("git clone -q served/r.git s; cd s; git submodule --quiet add ../r.git m;"
                + " git config -f .gitmodules submodule.m.url ../r.git; git add .; git commit -q -m sub;"
                + " cd ..; git clone -q --bare s served/s.git");
        FetchedTree tree = world.fetch(GitWorld.attrs(server.url("s.git")).with("submodules", true));

        assertThat(tree.files().kind("m/d/b")).contains(SourceTree.Kind.REGULAR);
        assertThat(new String(tree.files().read("m/a"), StandardCharsets.UTF_8)).isEqualTo("uno\n");
        assertThat(tree.narHash()).isNotEqualTo(world.fetch(url).narHash());
    }

    @Test
    void fetchesARepositoryThatIsItsOwnSubmodule() throws Exception {
        world.run(
                "cd r; git submodule --quiet add ../served/r.git self; git config -f .gitmodules submodule.self.url ./;"
                        + " git add .; git commit -q -m self; git push -q ../served/r.git main");

        FetchedTree tree = world.fetch(url.with("submodules", true));
        assertThat(new String(tree.files().read("self/a"), StandardCharsets.UTF_8))
                .isEqualTo("uno\n");
    }

    @Test
    void goesThroughTheUsersSshProgram() throws Exception {
        Path ssh = world.directory.resolve("ssh");
        String log = world.directory + "/ssh.log";
        Files.writeString(ssh, "#!/bin/sh\nfor last; do :; done\necho \"$@\" >> " + log + "\neval \"$last\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        world.run("git -C served/r.git config uploadpack.allowFilter true");
        String repository = "ssh://git@example.org:2222" + world.directory + "/served/r.git";
        RemoteCopy copy = RemoteCopy.of(world.directory.resolve("cache"), repository);
        for (RemoteTransfer.Depth depth : List.of(RemoteTransfer.Depth.TREE, RemoteTransfer.Depth.COMMITS)) {
            Path cache = copy.repository(depth).root();
            world.runIn(cache, "git config core.sshCommand '" + ssh + " -v'");
        }

        FetchedTree tree = world.fetch(GitWorld.attrs(repository));

        assertThat(tree.found().number("revCount")).isEqualTo(2);
        assertThat(tree.narHash().toSri()).isEqualTo(HASH_OF_TWO);
        assertThat(Files.readAllLines(world.directory.resolve("ssh.log")))
                .hasSize(2)
                .allMatch(
                        line -> line.startsWith("-v -o SendEnv=GIT_PROTOCOL -p 2222 git@example.org git-upload-pack"));
        assertThat(world.context.details)
                .hasSize(2)
                .allMatch(line -> line.startsWith("ssh example.org: git-upload-pack"));
    }

    @Test
    void speaksGitsOwnProtocol() throws Exception {
        try (GitDaemon daemon = new GitDaemon(world.directory.resolve("served"))) {
            FetchedTree tree = world.fetch(GitWorld.attrs(daemon.url("r.git")));

            assertThat(tree.found().text("rev")).isEqualTo(TWO);
            assertThat(tree.found().number("revCount")).isEqualTo(2);
            assertThat(tree.narHash().toSri()).isEqualTo(HASH_OF_TWO);
        }
    }

    @Test
    void listensToNoServerForEver() throws Exception {
        world.maxBytes = 100;
        try (GitDaemon daemon = new GitDaemon(world.directory.resolve("served"))) {
            assertThatThrownBy(() ->
                            world.fetch(GitWorld.attrs(daemon.url("r.git")).with("ref", "main")))
                    .hasMessageStartingWith("Failed to fetch git repository 'git://")
                    .satisfies(failure -> assertThat(((FlakeException) failure).hint())
                            .contains("the server sends more than 100 bytes"));

            world.maxBytes = 1 << 20;
            assertThat(world.fetch(GitWorld.attrs(daemon.url("r.git")).with("ref", "main"))
                            .narHash()
                            .toSri())
                    .isEqualTo(HASH_OF_TWO);
        }
    }

    @Test
    void showsNoTokenOfAnotherUrl() throws Exception {
        server.authorization = "none is right";
        world.variables(Map.of(
                "GIT_CONFIG_COUNT",
                "1",
                "GIT_CONFIG_KEY_0",
                "url." + server.url("").replace("://", "://t0ken@") + ".insteadOf",
                "GIT_CONFIG_VALUE_0",
                "https://nowhere.example/"));

        assertThatThrownBy(() -> world.fetch(GitWorld.attrs("https://nowhere.example/r.git")))
                .hasMessage("Failed to fetch git repository 'https://nowhere.example/r.git'")
                .satisfies(failure -> assertThat(((FlakeException) failure).hint())
                        .contains("not authorized")
                        .doesNotContain("t0ken"));
    }

    @Test
    void talksToAnotherUrlWhereGitIsToldTo() throws Exception {
        world.variables(Map.of(
                "GIT_CONFIG_COUNT",
                "1",
                "GIT_CONFIG_KEY_0",
                "url." + server.url("") + ".insteadOf",
                "GIT_CONFIG_VALUE_0",
                "https://nowhere.example/"));

        FetchedTree tree = world.fetch(GitWorld.attrs("https://nowhere.example/r.git"));

        assertThat(tree.found().text("url")).isEqualTo("https://nowhere.example/r.git");
        assertThat(tree.found().text("rev")).isEqualTo(TWO);
    }

    @Test
    void asksTheHelpersOfGit() throws Exception {
        server.authorization = "Basic dXNlcjpwYXNz";
        Path log = world.directory.resolve("helper.log");
        world.variables(Map.of(
                "GIT_CONFIG_COUNT",
                "1",
                "GIT_CONFIG_KEY_0",
                "credential." + server.url("") + ".helper",
                "GIT_CONFIG_VALUE_0",
                "!f() { cat > " + log + "; echo username=user; echo password=pass; }; f"));

        assertThat(world.fetch(url).found().text("rev")).isEqualTo(TWO);

        assertThat(log).content().startsWith("protocol=http\nhost=127.0.0.1:");
    }

    @Test
    void letsNoHostNamePassForAnOption() {
        assertThatThrownBy(() -> world.fetch(GitWorld.attrs("ssh://-oProxyCommand=x/r")))
                .hasMessageStartingWith("Failed to fetch git repository");
    }

    private Path cached(String name) throws Exception {
        try (var copies = Files.list(world.directory.resolve("cache/git"))) {
            return copies.findFirst().orElseThrow().resolve(name);
        }
    }
}
