package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.git.clean.CleanTree;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.narhash.TreeLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick look at work trees: what it finds is what JGit and git find, and what it does not know it leaves to them. */
class CleanTreeTest {

    private GitWorld world;
    private Path root;

    /** Three commits; all files are older than the index. */
    @BeforeEach
    void aRepository(@TempDir Path directory) throws Exception {
        world = new GitWorld(directory);
        world.run("""
                git init -q -b main r; cd r; git config gc.auto 0; mkdir -p a/b
                printf 1 > flake.nix; printf 2 > a/b/c; printf 3 > a.x; ln -s a.x link; printf 4 > run; chmod +x run
                touch -h -d @1500000000 flake.nix a/b/c a.x link run
                for i in 1 2 3; do git add .; git commit -q --allow-empty -m "$i
                > not a header"; done
                """);
        root = world.directory.resolve("r");
    }

    private Optional<CleanTree> look(String script) throws Exception {
        world.run("cd r\n" + script);
        return find(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":",
                "git gc -q",
                "git pack-refs --all",
                "git update-index --index-version 4",
                "git checkout -q -b refs/odd/name",
                "git checkout -q --detach",
                "git reset -q --soft HEAD~1",
                "git config alias.x '!echo \"a;b\" # c\\\\'; git config --global user.x \"a # b\"",
                "printf untracked > new",
                "printf '* text=auto eol=crlf' > .git/info/attributes"
            })
    void findsWhatGitFinds(String script) throws Exception {
        CleanTree tree = look(script).orElseThrow();
        assertThat(tree.head().rev()).isEqualTo(git("rev-parse HEAD"));
        assertThat(tree.head().tree()).isEqualTo(git("rev-parse HEAD^{tree}"));
        assertThat(tree.head().parents()).containsExactly(git("rev-parse HEAD^"));
        assertThat(tree.head().time()).isEqualTo(Long.parseLong(git("log -1 --format=%ct")));
        assertThat(tree.branch())
                .isEqualTo(git("symbolic-ref -q HEAD || true").isEmpty() ? null : git("symbolic-ref HEAD"));
        assertThat(tree.files().stream().map(path -> new String(path, StandardCharsets.UTF_8)))
                .containsExactly(git("ls-files").split("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // changes
                "printf 5 > a.x",
                "printf 5 > a.x; touch -d @1500000000 a.x",
                "chmod +x a.x",
                "chmod -x run",
                "rm a/b/c",
                "rm link; cp a.x link; touch -d @1500000000 link",
                "mv a z; ln -s z a",
                "git rm -q --cached a.x",
                "printf 5 > new; git add new",
                "printf 5 > new; git add -N new",
                "git mv a.x b.x",
                "git commit -q --amend --allow-empty -m 4; git read-tree HEAD~2^{tree}; git read-tree --empty",
                "printf 5 > a.x; git add a.x; printf 3 > a.x; touch -d @1500000000 a.x",
                // files that would have to be read
                "touch a.x",
                "printf 3 > a.x; git add a.x; touch -r a.x .git/index",
                "cp -a . ../copy; rm -rf a; mv ../copy/a .",
                "chmod +x a.x; chmod -x a.x",
                // what git can do beyond
                "git update-index --assume-unchanged a.x",
                "git update-index --skip-worktree a.x",
                "git update-index --split-index",
                "git sparse-checkout set --cone a",
                "git sparse-checkout set --cone --sparse-index a/b",
                "git config core.worktree ..",
                "git config core.bare true",
                "git config core.repositoryFormatVersion 1; git config extensions.preciousObjects true",
                "git config include.path x",
                "git rev-parse HEAD > .git/shallow",
                "n=$(printf '\\303\\244'); printf 5 > $n; touch -d @1500000000 $n; git add $n; git commit -q -m 4",
                "git -c protocol.file.allow=always submodule -q add ../r sub; git commit -q -m 4",
                "git checkout -q --orphan other",
                "git symbolic-ref refs/heads/other refs/heads/main; git symbolic-ref HEAD refs/heads/other",
                // damage
                "printf '[core' >> .git/config",
                "printf 'a = \"b' >> .git/config",
                "printf '[alias' > $HOME/.gitconfig",
                "printf x > .git/HEAD",
                "printf x > .git/refs/heads/main",
                "rm .git/index",
                "rm -rf .git/objects/??",
                "tree=$(git rev-parse HEAD:a); echo $tree > .git/refs/heads/main",
                "git pack-refs --all; rm -rf .git/refs"
            })
    void leavesTheRestToJGit(String script) throws Exception {
        assertThat(look(script)).isEmpty();
    }

    @Test
    void aLinkedWorkTreeIsLeftToJGit() throws Exception {
        look("git worktree add -q ../linked -b linked");
        assertThat(find(world.directory.resolve("linked"))).isEmpty();
    }

    @Test
    void aRepositoryWithOtherHashesIsLeftToJGit() throws Exception {
        world.run(
                "git init -q --object-format=sha256 s; cd s; printf 1 > f; touch -d @1500000000 f; git add f; git commit -q -m 1");
        assertThat(find(world.directory.resolve("s"))).isEmpty();
    }

    @Test
    void aCommitStoredAsADifferenceIsLeftToJGit() throws Exception {
        Optional<CleanTree> tree = look("""
                long=$(seq 4000)
                git commit -q --allow-empty -m "$long"; git commit -q --allow-empty -m "$long end"; git tag first HEAD^
                git repack -q -a -d -f --depth=50 --window=50
                git verify-pack -v .git/objects/pack/*.idx | grep "^$(git rev-parse HEAD)" > ../how
                """);
        boolean isDifference =
                Files.readString(world.directory.resolve("how")).trim().split(" +").length > 5;
        assertThat(tree.isEmpty()).isEqualTo(isDifference);
    }

    /** The same from both: attributes, files and hash. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?shallow=1", "?dir=a"})
    void theFetcherGivesWhatItGivesWithJGit(String query) throws Exception {
        Attrs attrs =
                GitWorld.attrs("file://" + root + query).with("type", "git").with("shallow", query.contains("shallow"));
        GitInput input = new GitInput(new Input(null, attrs));
        GitSetup setup = world.setup();
        GitResult thorough = new WorkTreeFetch(input, root, setup, new Submodules((nested, context) -> {
                    throw new AssertionError(nested);
                }))
                .fetch(world.context);
        GitResult quick = new CleanTreeFetch(input, root, setup.facts()).fetch().orElseThrow();
        assertThat(quick.found()).isEqualTo(thorough.found());
        FetchedTree tree = quick.tree(TreeLimits.DEFAULT);
        assertThat(tree.narHash()).isEqualTo(thorough.tree(TreeLimits.DEFAULT).narHash());
        assertThat(tree.fingerprint())
                .isEqualTo(thorough.tree(TreeLimits.DEFAULT).fingerprint());
    }

    @Test
    void jGitIsNotLoaded() throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:stdout",
                "-cp",
                System.getProperty("java.class.path"),
                Quick.class.getName(),
                root.toString());
        java.environment().putAll(world.variables());
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("dev.flakelock.fetcher.git.GitFetcher ");
        // What is checked of the bytecode loads some classes of JGit that do nothing.
        assertThat(output.lines()
                        .map(line -> line.replaceFirst("^(\\[[^]]*\\])* *", "").split(" ")[0]))
                .doesNotContain(
                        "org.eclipse.jgit.util.SystemReader",
                        "org.eclipse.jgit.util.FS",
                        "org.eclipse.jgit.lib.Repository",
                        "org.eclipse.jgit.dircache.DirCache");
    }

    /** Fetches the work tree that is the argument, without a number of commits, which nobody has counted. */
    static final class Quick {

        private Quick() {}

        public static void main(String[] arguments) throws Exception {
            Settings settings =
                    Settings.defaults(Environment.of(Map.of(), Path.of("/"), Path.of("/"), OperatingSystem.LINUX));
            Attrs attrs =
                    GitWorld.attrs("file://" + arguments[0]).with("type", "git").with("shallow", true);
            GitSetup setup = new GitSetup(
                    settings,
                    Secrets.none(),
                    Path.of("/"),
                    CleanTreeTest::noNetwork,
                    GitFacts.inMemory(),
                    InstantSource.system());
            new GitFetcher(setup).fetch(new Input(null, attrs), new RecordingContext());
        }
    }

    private static OkHttpClient noNetwork(HttpClients.Variation variation) throws IOException {
        throw new IOException(variation.toString());
    }

    @Test
    void theNumberOfACommitFollowsFromTheOneBefore() throws Exception {
        RevCounts counts = new RevCounts(GitFacts.inMemory());
        assertThat(counts.after("a", List.of())).contains(1L);
        assertThat(counts.after("b", List.of("a"))).contains(2L);
        assertThat(counts.after("m", List.of("a", "b"))).isEmpty();
        assertThat(counts.after("z", List.of("y"))).isEmpty();
    }

    /** What Nix finds too, since the time of the last change of a file's status cannot be set. */
    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void jGitFindsAChangeThatKeepsSizeAndTime(boolean trusted, boolean dirty) throws Exception {
        look("git config core.trustctime " + trusted + "; printf 5 > a.x; touch -d @1500000000 a.x");
        assertThat(LocalRepository.workTree(root).use(StatusScan::scan).dirty()).isEqualTo(dirty);
    }

    @Test
    void jGitReadsFilesWhoseStatusAloneHasChanged() throws Exception {
        look("chmod +x a.x; chmod -x a.x");
        assertThat(LocalRepository.workTree(root).use(StatusScan::scan).dirty()).isFalse();
    }

    /** Whatever an index says, as long as its check sum is right, nothing worse follows than a thorough look. */
    @Test
    void damagedIndexesDoNoHarm() throws Exception {
        look(":");
        Path file = root.resolve(".git/index");
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(20261126);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                bytes[random.nextInt(bytes.length - 20)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length - 20) : bytes.length - 20;
            byte[] damaged = Arrays.copyOf(bytes, length);
            byte[] sum = MessageDigest.getInstance("SHA-1").digest(damaged);
            Files.write(
                    file, ByteBuffer.allocate(length + 20).put(damaged).put(sum).array());
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_900_000_000_000L));
            find(root).ifPresent(tree -> assertThat(tree.files()).hasSize(5));
        }
    }

    private Optional<CleanTree> find(Path directory) {
        return CleanTree.find(directory, world.variables());
    }

    private String git(String arguments) throws Exception {
        return world.run("cd r; git " + arguments).trim();
    }
}
