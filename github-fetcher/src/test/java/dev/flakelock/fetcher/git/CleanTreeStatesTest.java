package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.fetcher.git.clean.CleanTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work trees in states that chance has made: whenever the quick look calls one clean, git and JGit do, too. */
class CleanTreeStatesTest {

    private static final int STEPS = 120;
    private static final String[] FILES = {"flake.nix", "a/b/c", "a/d", "a.x", "link", "new", "new/er"};
    private static final String[] ACTIONS = {
        "printf %s \"$RANDOM_TEXT\" > $F",
        "printf %s \"$RANDOM_TEXT\" >> $F",
        "printf '%5s' \"$RANDOM_TEXT\" > $F; touch -d @1500000000 $F",
        "touch $F",
        "touch -h -d @1500000000 $F",
        "chmod +x $F",
        "chmod -x $F",
        "rm -rf $F",
        "mv $F $G",
        "cp -a $F $G",
        "ln -sf a.x $F",
        "mv a z; ln -s z a",
        "rm a; mv z a",
        "git add -A",
        "git add $F",
        "git add -N $F",
        "git rm -q --cached $F",
        "git mv $F $G",
        "git commit -q -m x",
        "git commit -q -a -m x",
        "git commit -q --amend -m y",
        "git stash -q",
        "git stash pop -q",
        "git reset -q --hard",
        "git reset -q",
        "git reset -q --soft HEAD~1",
        "git reset -q --hard HEAD~1",
        "git checkout -q -B other",
        "git checkout -q main",
        "git checkout -q --detach",
        "git checkout -q HEAD~1 -- $F",
        "git merge -q other -m z",
        "git merge --abort",
        "git gc -q",
        "git pack-refs --all",
        "git repack -q -a -d",
        "git update-index --assume-unchanged $F",
        "git update-index --no-assume-unchanged $F",
        "git update-index --skip-worktree $F",
        "git update-index --no-skip-worktree $F",
        "git update-index --index-version 2",
        "git update-index --index-version 4",
        "git update-index -q --refresh",
        "git clean -qfd",
        "git update-index --chmod=+x $F",
        "git read-tree HEAD",
        "git read-tree HEAD~1",
        "git write-tree",
        "git revert --no-edit HEAD",
        "git cherry-pick other",
        "git config core.fileMode false",
        "git config core.fileMode true",
        "git rm -q -r --cached ."
    };

    @ParameterizedTest
    @ValueSource(
            longs = {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28,
                29, 30
            })
    void nothingIsCalledCleanThatIsNot(long seed, @TempDir Path directory) throws Exception {
        GitWorld world = new GitWorld(directory);
        Path root = world.directory.resolve("r");
        world.run("""
                git init -q -b main r; cd r; git config gc.auto 0; mkdir -p a/b
                for f in flake.nix a/b/c a/d a.x; do printf '%5s' $f > $f; touch -d @1500000000 $f; done; ln -s a.x link
                git add .; git commit -q -m 1; git commit -q --allow-empty -m 2
                """);
        Random random = new Random(seed);
        List<String> history = new ArrayList<>();
        int clean = 0;
        for (int step = 0; step < STEPS; step++) {
            String action = action(random);
            history.add(action);
            world.run("cd r; {\n" + action + "\n} >/dev/null 2>&1 </dev/null || true");
            clean += check(world, root, history) ? 1 : 0;
        }
        assertThat(clean).isPositive();
    }

    /** One change, and every few times what usually follows in the end: all is committed or thrown away. */
    private static String action(Random random) {
        String text = String.valueOf(random.nextInt(100));
        String variables = "F=" + any(random, FILES) + " G=" + any(random, FILES) + " RANDOM_TEXT=" + text + "\n";
        String settled = switch (random.nextInt(6)) {
            case 0 -> "\ngit add -A; git commit -q -m x";
            case 1 -> "\ngit reset -q --hard";
            default -> "";
        };
        String aged = random.nextBoolean() ? "\nfind . -path ./.git -prune -o -exec touch -h -d @1500000000 {} +" : "";
        return variables + any(random, ACTIONS) + (settled.isEmpty() ? "" : aged + settled);
    }

    private static boolean check(GitWorld world, Path root, List<String> history) throws Exception {
        Optional<CleanTree> found = CleanTree.find(root, world.variables());
        if (found.isEmpty()) {
            return false;
        }
        CleanTree tree = found.get();
        String described = String.join("\n", history);
        assertThat(world.run("cd r; git --no-optional-locks -c core.fileMode=true status --porcelain -uno"))
                .as(described)
                .isEmpty();
        WorkTreeStatus status = LocalRepository.workTree(root).use(StatusScan::scan);
        assertThat(status.dirty()).as(described).isFalse();
        assertThat(texts(tree.files())).as(described).isEqualTo(texts(status.files()));
        assertThat(world.run("cd r; git rev-parse HEAD; git symbolic-ref -q HEAD || echo null"))
                .as(described)
                .isEqualTo(tree.head().rev() + "\n" + tree.branch() + "\n");
        return true;
    }

    private static List<String> texts(List<byte[]> paths) {
        return paths.stream()
                .map(path -> new String(path, StandardCharsets.UTF_8))
                .toList();
    }

    private static String any(Random random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
