package dev.flakelock.fetcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** The tree of directories and repositories that the recorded cases of the command line speak of as {@code /w}. */
final class FixtureTree {

    private static final PersonIdent AUTHOR =
            new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(1_600_000_000), ZoneOffset.UTC);

    private final Path root;

    private FixtureTree(Path root) {
        this.root = root;
    }

    /** Builds the tree in an empty directory. */
    static FixtureTree build(Path directory) throws IOException, GitAPIException {
        FixtureTree tree = new FixtureTree(directory.toRealPath());
        tree.flake("plain", "plain/sub", "sp ace");
        tree.directory("plain/sub/deep");
        tree.directory("noflake/a/b");
        Files.createSymbolicLink(tree.path("link"), Path.of("plain"));
        tree.repository("gitnoflake", "d/f");
        tree.repository("repo", "flake.nix", "sub/flake.nix", "sub/deep/f", "nof/f");
        tree.repository("dirty", "flake.nix");
        tree.repository("detached", "flake.nix");
        tree.directory("nohead");
        tree.flake("nohead");
        try (Git git = Git.init()
                .setInitialBranch("main")
                .setDirectory(tree.file("nohead"))
                .call()) {
            git.add().addFilepattern(".").call();
        }
        Files.writeString(tree.path("dirty/flake.nix"), "{ outputs = _: { a = 1; }; }");
        tree.derivedRepositories();
        return tree;
    }

    private void derivedRepositories() throws IOException, GitAPIException {
        try (Git git = Git.open(file("repo"))) {
            git.branchCreate().setName("dev").call();
            git.branchCreate().setName("other").call();
            git.tag().setName("v1").setAnnotated(false).call();
        }
        String repo = path("repo").toUri().toString();
        Git.cloneRepository()
                .setURI(repo)
                .setBare(true)
                .setDirectory(file("bare.git"))
                .call()
                .close();
        Git.cloneRepository()
                .setURI(repo)
                .setDepth(1)
                .setDirectory(file("shal"))
                .call()
                .close();
        try (Git git = Git.open(file("detached"))) {
            git.checkout().setName(git.getRepository().resolve("HEAD").name()).call();
        }
        // JGit makes no linked work trees; all that matters here is that .git is a file.
        flake("wt2", "wt2/sub");
        directory("repo/.git/worktrees/wt2");
        Files.writeString(path("wt2/.git"), "gitdir: " + path("repo/.git/worktrees/wt2") + "\n");
    }

    private void flake(String... directories) throws IOException {
        for (String directory : directories) {
            write(directory + "/flake.nix");
        }
    }

    private void repository(String name, String... files) throws IOException, GitAPIException {
        for (String file : files) {
            write(name + "/" + file);
        }
        try (Git git =
                Git.init().setInitialBranch("main").setDirectory(file(name)).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("First")
                    .setAuthor(AUTHOR)
                    .setCommitter(AUTHOR)
                    .setSign(false)
                    .call();
        }
    }

    private void write(String file) throws IOException {
        Path path = path(file);
        Files.createDirectories(path.getParent());
        Files.write(path, List.of("{ outputs = _: { }; }"));
    }

    private void directory(String name) throws IOException {
        Files.createDirectories(path(name));
    }

    private Path path(String name) {
        return root.resolve(name);
    }

    private java.io.File file(String name) {
        return path(name).toFile();
    }

    /** A recorded text with the path of this tree in place of {@code /w}. */
    String here(String recorded) {
        return recorded.replaceAll("/w(?![a-zA-Z0-9])", root.toString());
    }

    /** A directory in the recorded world: in this tree if it is {@code /w} or below, on this machine otherwise. */
    Path directoryOf(String recorded) {
        return Path.of(here(recorded));
    }

    /** A text of this run with {@code /w} in place of the path of this tree. */
    String recorded(String text) {
        return text.replace(root.toString(), "/w");
    }
}
