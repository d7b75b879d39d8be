package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakelock.cli.Machine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flake in a git repository with an input in another one, as the built command sees them: changes that are not
 * committed, files that git ignores, commits of the lock file alone. The texts are those of Nix 2.34.8.
 */
class LocalInputsIT {

    private static final String FLAKE = "{ inputs.nixpkgs.url = \"git+file:///m/nixpkgs\"; outputs = _: { }; }\n";
    private static final String ADDED = """
            • Added input 'nixpkgs':
                'git+file:///m/nixpkgs?ref=refs/heads/main&rev=e2347db95336a932f32bbcd68b70138dd1e60c11' (2023-11-14)
            """;
    private static final String UNLOCKED = "it has an unlocked input ('git+file:///m/nixpkgs')";

    @TempDir
    Path directory;

    private Machine machine;

    @BeforeEach
    void aFlake() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        machine = Machine.in(directory);
        machine.repository("flake", FLAKE);
    }

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        return machine.flakelock("flake", arguments);
    }

    private void succeeds(String err, String... arguments) throws IOException, InterruptedException {
        Outcome outcome = run(arguments);
        assertThat(outcome.err()).isEqualTo(err);
        assertThat(outcome.status()).isZero();
    }

    private void fails(String err, String... arguments) throws IOException, InterruptedException {
        String rev = machine.git("flake", "rev-parse", "HEAD").strip();
        Outcome outcome = run(arguments);
        assertThat(outcome.err().replace(rev, "REV")).isEqualTo("""
                error:
                       … while updating the lock file of flake 'git+file:///m/flake?ref=refs/heads/main&rev=REV'

                       error: %s
                """.formatted(err));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
    }

    private void theInputIsDirty() throws IOException {
        machine.write("nixpkgs/flake.nix", "{ description = \"Changed\"; outputs = { self }: { }; }\n");
    }

    @Test
    void aLockFileThatMayNotChangeIsAnErrorUnlessItIsNotWrittenAnyway() throws IOException, InterruptedException {
        fails(
                "flake 'git+file:///m/flake' requires lock file changes but they're not allowed due to"
                        + " '--no-update-lock-file'",
                "metadata",
                "--no-update-lock-file");
        succeeds(
                "warning: not writing modified lock file of flake 'git+file:///m/flake':\n" + ADDED,
                "metadata",
                "--no-update-lock-file",
                "--no-write-lock-file");
        assertThat(machine.path("flake/flake.lock")).doesNotExist();
    }

    @Test
    void onlyTheLockFileIsCommitted() throws IOException, InterruptedException {
        machine.write("flake/other", "staged\n");
        machine.git("flake", "add", "other");

        succeeds(
                "warning: Git tree '/m/flake' is dirty\nwarning: creating lock file \"/m/flake/flake.lock\": \n"
                        + ADDED,
                "lock",
                "--commit-lock-file");
        assertThat(machine.git("flake", "status", "--porcelain")).isEqualTo("A  other\n");
        assertThat(machine.git("flake", "log", "-1", "--format=%B", "--name-status")
                        .replace(directory.toRealPath().toString(), "/m"))
                .isEqualTo("flake.lock: Add\n\nFlake lock file updates:\n\n" + ADDED + "\n\nA\tflake.lock\n");
    }

    @Test
    void theSettingOfTheSummaryIsTheFirstLine() throws IOException, InterruptedException {
        Outcome outcome = run("lock", "--commit-lock-file", "--commit-lock-file-summary", "chore: lock");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(machine.git("flake", "log", "-1", "--format=%s")).isEqualTo("chore: lock\n");
    }

    @Test
    void anInputWithChangesIsNotLockedUnlessOneMay() throws IOException, InterruptedException {
        theInputIsDirty();
        String dirty = "warning: Git tree '/m/nixpkgs' is dirty\n";

        Outcome refused = run("lock");
        assertThat(refused.err())
                .startsWith(dirty)
                .endsWith("error: Not writing lock file of flake" + " 'git+file:///m/flake' because " + UNLOCKED
                        + ". Use '--allow-dirty-locks' to allow this anyway.\n");
        assertThat(refused.status()).isEqualTo(1);
        for (String command : new String[] {"metadata", "update"}) {
            succeeds(
                    dirty + "warning: not writing lock file of flake 'git+file:///m/flake' because " + UNLOCKED + "\n",
                    command);
        }
        assertThat(machine.path("flake/flake.lock")).doesNotExist();

        succeeds(
                dirty + "warning: creating lock file \"/m/flake/flake.lock\": \n• Added input 'nixpkgs':\n"
                        + "    'git+file:///m/nixpkgs' (2023-11-14)\n",
                "lock",
                "--allow-dirty-locks");
        assertThat(machine.read("flake/flake.lock"))
                .contains("\"dirtyRev\": \"e2347db95336a932f32bbcd68b70138dd1e60c11-dirty\"")
                .contains("\"dirtyShortRev\": \"e2347db-dirty\"")
                .contains("\"lastModified\": 1700000000")
                .contains("\"narHash\": \"sha256-")
                .doesNotContain("\"rev\"");
    }

    @Test
    void aLockFileThatGitIgnoresIsMadeAnewEachTimeAndNeverCommitted() throws IOException, InterruptedException {
        machine.write("flake/.gitignore", "flake.lock\n");
        machine.commit("flake", "ignore", 1_700_000_000L);
        String head = machine.git("flake", "rev-parse", "HEAD");

        succeeds("warning: creating lock file \"/m/flake/flake.lock\": \n" + ADDED, "lock");
        succeeds("warning: updating lock file \"/m/flake/flake.lock\":\n" + ADDED, "lock");
        succeeds("warning: updating lock file \"/m/flake/flake.lock\":\n" + ADDED, "lock", "--commit-lock-file");
        assertThat(machine.git("flake", "status", "--porcelain")).isEmpty();
        assertThat(machine.git("flake", "rev-parse", "HEAD")).isEqualTo(head);
    }
}
