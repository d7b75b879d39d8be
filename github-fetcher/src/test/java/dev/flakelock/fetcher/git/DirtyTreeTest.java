package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fingerprints of work trees: those of the flakes without inputs that they are, as recorded from Nix 2.34.8. */
class DirtyTreeTest {

    private static final String NO_LOCKS = """
            {
              "nodes": {
                "root": {}
              },
              "root": "root",
              "version": 7
            }""";

    private GitWorld world;

    @BeforeEach
    void aRepository(@TempDir Path directory) throws Exception {
        world = new GitWorld(directory);
        world.run("""
                export GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000'
                export GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.org
                git init -q -b main gx; cd gx; mkdir a
                printf '{ outputs = _: { }; }\\n' > flake.nix
                printf 'a\\n' > a/b; printf 'c\\n' > a.c; printf 'gone\\n' > gone; printf 'same\\n' > same
                git add .; printf First | git commit -q -F - --cleanup=verbatim
                """);
    }

    private String fingerprint() throws Exception {
        FetchedTree tree = world.fetch(Attrs.none().with("url", "file://" + world.directory.resolve("gx")));
        Long revCount = tree.found().number("revCount");
        String text = tree.fingerprint() + ";;" + NO_LOCKS + (revCount == null ? "" : ";revCount=" + revCount)
                + ";lastModified=1700000000";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    @Test
    void withoutChangesTheCommitCounts() throws Exception {
        assertThat(fingerprint()).isEqualTo("610fd279893ea8de568a51b3b74930db09d06c8ac4fa88f3dbc6387365eab170");
    }

    @Test
    void changedNewAndDeletedFilesCount() throws Exception {
        world.run("""
                cd gx; printf 'changed\\n' > a/b; printf 'changed\\n' > a.c; chmod +x same; rm gone
                ln -s a.c link; git add link; printf 'new\\n' > untracked
                """);
        assertThat(fingerprint()).isEqualTo("cb67af08f8d365def3aceaee1f5f388ca35c560f46d7cc4ec99fd5beb83470f7");
        world.run("cd gx; git rm -q --cached a.c; touch .gitmodules");
        assertThat(fingerprint()).isEqualTo("8486bd91533c1b91059800db043cfe86331ba24429c22d67a63afc0a370a4d3c");
    }

    @Test
    void nothingStandsForChangesBesideSubmodules() throws Exception {
        world.run("cd gx; rm gone; printf '[submodule \"s\"]\\npath = s\\nurl = ./s\\n' > .gitmodules");
        FetchedTree tree = world.fetch(Attrs.none().with("url", "file://" + world.directory.resolve("gx")));
        assertThat(tree.fingerprint()).isNull();
    }
}
