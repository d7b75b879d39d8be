package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A repository {@code top} on a server, with a submodule {@code mid} in a directory, which has one of its own,
 * {@code leaf}. How they name each other is what differs.
 */
final class RemoteSubmodulesTest {

    private static final String SCRIPT = """
            git init -q -b main leaf; cd leaf; echo leaf > l; git add .; git commit -q -m leaf; cd ..
            git init -q -b main mid; cd mid; echo mid > m
            git submodule --quiet add ../leaf deep/leaf; git config -f .gitmodules submodule.deep/leaf.url LEAF
            git add .; git commit -q -m mid; cd ..
            git init -q -b main top; cd top; echo top > t
            git submodule --quiet add ../mid sub/mid; git config -f .gitmodules submodule.sub/mid.url MID
            git add .; git commit -q -m top; cd ..
            mkdir -p served/group; for r in leaf mid top; do git clone -q --bare $r served/group/$r.git; done
            """;

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private Attrs url;

    @BeforeEach
    void serve() throws Exception {
        world = new GitWorld(directory);
        server = new GitHttpServer(world.directory.resolve("served"));
        url = GitWorld.attrs(server.url("group/top.git")).with("submodules", true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areFoundBesideTheRepositoryTheyAreIn() throws Exception {
        make("../leaf.git", "./../mid.git");

        FetchedTree tree = world.fetch(url);

        assertThat(text(tree, "sub/mid/m")).isEqualTo("mid\n");
        assertThat(text(tree, "sub/mid/deep/leaf/l")).isEqualTo("leaf\n");
        assertThat(tree.narHash().toSri()).isEqualTo(hashOfCheckout());
    }

    @Test
    void areFoundUpwardsAndElsewhere() throws Exception {
        make(server.url("group/leaf.git"), "../../group/mid.git");

        FetchedTree tree = world.fetch(url);

        assertThat(text(tree, "sub/mid/deep/leaf/l")).isEqualTo("leaf\n");
        assertThat(tree.found().number("revCount")).isEqualTo(1);
    }

    @Test
    void areEmptyDirectoriesUnlessAskedFor() throws Exception {
        make("../leaf.git", "../mid.git");

        FetchedTree tree = world.fetch(GitWorld.attrs(server.url("group/top.git")));

        assertThat(tree.files().kind("sub/mid")).contains(Kind.DIRECTORY);
        assertThat(tree.files().kind("sub/mid/m")).isEmpty();
        assertThat(server.requests).noneMatch(request -> request.contains("mid.git"));
    }

    @Test
    void areLookedForAtTheCommitThatIsRecorded() throws Exception {
        make("../leaf.git", "../mid.git");
        world.run("cd mid; echo new > m; git commit -q -a -m new; git push -q ../served/group/mid.git main");

        assertThat(text(world.fetch(url), "sub/mid/m")).isEqualTo("mid\n");
    }

    @Test
    void areNotFetchedWithTheirHistory() throws Exception {
        make("../leaf.git", "../mid.git");
        world.run("cd mid; echo new > m; git commit -q -a -m new; git push -q ../served/group/mid.git main");
        world.run("cd top/sub/mid; git pull -q origin main; cd ../..; git add .; git commit -q -m new;"
                + " git push -q ../served/group/top.git main");

        world.fetch(url).narHash();

        String blobs = "for r in cache/git/*/tree.git; do git -C $r cat-file --batch-all-objects --batch-check; done"
                + " | grep -c blob";
        // t and .gitmodules of the top, m and .gitmodules of the middle, l of the leaf
        assertThat(world.run(blobs)).isEqualTo("5\n");
    }

    @Test
    void thatAreMissingAreNamed() throws Exception {
        make("../none.git", "../mid.git");

        assertThatThrownBy(() -> world.fetch(url))
                .hasMessage("Failed to fetch git repository '" + server.url("group/none.git") + "'");
    }

    private void make(String leaf, String mid) throws Exception {
        world.run(SCRIPT.replace("LEAF", leaf).replace("MID", mid));
    }

    /** The hash of a work tree that git has filled in, without what belongs to git. */
    private String hashOfCheckout() throws Exception {
        world.run(
                "git clone -q served/group/top.git out; cd out; git config submodule.sub/mid.url ../served/group/mid.git;"
                        + " git submodule --quiet update --init --recursive 2>/dev/null || git -C sub/mid submodule --quiet init");
        world.run("cd out/sub/mid; git config submodule.deep/leaf.url " + world.directory + "/served/group/leaf.git;"
                + " git submodule --quiet update");
        return world.fetch(GitWorld.attrs("file://" + world.directory + "/out").with("submodules", true))
                .narHash()
                .toSri();
    }

    private static String text(FetchedTree tree, String path) throws Exception {
        return new String(tree.files().read(path), StandardCharsets.UTF_8);
    }
}
