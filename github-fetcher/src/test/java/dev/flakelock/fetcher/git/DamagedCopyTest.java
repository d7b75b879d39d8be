package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the copies of remote repositories when something has happened to their files. */
final class DamagedCopyTest {

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private Attrs url;
    private FetchedTree whole;

    @BeforeEach
    void fetch() throws Exception {
        world = new GitWorld(directory);
        world.run("git init -q -b main r; cd r; seq 2000 > a; git add .; git commit -q -m one;"
                + " echo b > b; git add .; git commit -q -m two; cd ..; git clone -q --bare r served/r.git");
        server = new GitHttpServer(world.directory.resolve("served"));
        url = GitWorld.attrs(server.url("r.git"));
        whole = world.fetch(url);
        assertThat(whole.narHash()).isNotNull();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate -s 100 tree.git/objects/pack/*.pack",
                "rm tree.git/objects/pack/*.pack",
                "for i in tree.git/objects/pack/*.idx; do chmod u+w $i; echo x > $i; done",
                "rm -r tree.git/objects",
                ": > tree.git/HEAD",
                "echo [[[ > tree.git/config",
                "head -c 100 /dev/zero > refs.properties",
                "truncate -s 50 commits.git/objects/pack/*.pack",
                "rm -r commits.git/refs commits.git/objects",
            })
    void isMendedByFetchingAnew(String damage) throws Exception {
        world.run("cd cache/git/*/; chmod -R u+w .; " + damage);

        FetchedTree again = world.fetch(url);

        assertThat(again.found()).isEqualTo(whole.found());
        assertThat(again.narHash()).isEqualTo(whole.narHash());
    }

    @Test
    void isSaid() throws Exception {
        world.run("chmod -R u+w cache; truncate -s 100 cache/git/*/tree.git/objects/pack/*.pack");

        world.fetch(url);

        assertThat(world.context.warnings)
                .containsExactly("the cached copy of the Git repository '" + server.url("r.git")
                        + "' is damaged and is fetched again");
    }

    @Test
    void isMendedByTheNextTryIfItIsFoundWhileFilesAreRead() throws Exception {
        String middle = "p=$(echo cache/git/*/tree.git/objects/pack/*.pack); chmod u+w $p;"
                + " printf '\\377\\377\\377\\377' | dd of=$p bs=1 seek=$(($(stat -c %s $p) - 100)) conv=notrunc 2>&1";
        world.run(middle);

        assertThatThrownBy(() -> world.fetch(url).narHash())
                .isInstanceOf(FlakeException.class)
                .satisfies(failure -> assertThat(((FlakeException) failure).hint())
                        .isEqualTo("the cached copy is damaged and was deleted; the next try will fetch it again"));

        assertThat(world.fetch(url).narHash()).isEqualTo(whole.narHash());
    }
}
