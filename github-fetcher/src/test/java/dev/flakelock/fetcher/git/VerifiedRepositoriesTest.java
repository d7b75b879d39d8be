package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.Finding;
import dev.flakelock.core.resolve.Finding.Weight;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.VerifiedInput;
import dev.flakelock.core.resolve.VerifiedLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locked git inputs, one on a branch and one on a tag, against the repository as it has become. */
final class VerifiedRepositoriesTest {

    private static final LockListener SILENT = message -> {};
    private static final String REPOSITORY = """
            git init -q -b main r; cd r
            commit() { echo $1 > f; git add f; GIT_COMMITTER_DATE="$2 +0000" git commit -q -m $1; }
            commit one 1600000001
            commit two 1600000002
            git tag v1
            commit three 1600000003
            cd ..; git clone -q --bare r served/r
            """;
    private static final String REWRITE =
            "cd r; git checkout -q v1; echo new > f; git commit -q -a --amend -m new; git tag -f v1; ";

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private FlakeLocker locker;
    private Path flake = Path.of("");

    @BeforeEach
    void lock() throws Exception {
        world = new GitWorld(directory);
        world.run(REPOSITORY);
        server = new GitHttpServer(world.directory.resolve("served"));
        flake = Files.createDirectories(world.directory.resolve("flake"));
        Files.writeString(flake.resolve("flake.nix"), """
                { inputs.branch = { url = "git+%1$s?ref=main"; flake = false; };
                  inputs.tag = { url = "git+%1$s?ref=refs/tags/v1"; flake = false; }; outputs = _: { }; }
                """.formatted(server.url("r")));
        locker = FlakeLocker.builder(world.settings).build();
        locker.lock(request(), SILENT);
    }

    @AfterEach
    void stop() {
        locker.close();
        server.close();
    }

    @Test
    void theNumbersOfCommitsAreRight() throws Exception {
        assertThat(lockFile()).containsSubsequence("\"revCount\": 3", "\"revCount\": 2");

        VerifiedLock verified = verify();

        assertThat(verified.inputs()).hasSize(2).allMatch(VerifiedInput::isGood);
        assertThat(verified.inputs()).flatExtracting(VerifiedInput::findings).isEmpty();
        assertThat(verified.exitStatus()).isZero();
    }

    @Test
    void anotherNumberOfCommitsIsAMismatch() throws Exception {
        edit("\"revCount\": 3", "\"revCount\": 4");

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(102);
        assertThat(findings(verified, "branch"))
                .extracting(Finding::weight, Finding::attribute, Finding::expected, Finding::found, Finding::cause)
                .containsExactly(tuple(
                        Weight.MISMATCH,
                        "revCount",
                        "4",
                        "3",
                        "the lock file was edited, or this was taken from another revision"));
        assertThat(findings(verified, "tag")).isEmpty();
    }

    @Test
    void theHashOfAnotherRevisionIsAMismatch() throws Exception {
        List<String> hashes = Pattern.compile("sha256-[^\"]+")
                .matcher(lockFile())
                .results()
                .map(found -> found.group())
                .toList();
        edit(hashes.get(0), hashes.get(1));

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(102);
        assertThat(findings(verified, "branch"))
                .extracting(Finding::weight, Finding::attribute, Finding::expected, Finding::found, Finding::cause)
                .containsExactly(tuple(
                        Weight.MISMATCH,
                        "narHash",
                        hashes.get(1),
                        hashes.get(0),
                        "the hash was taken from another revision, or the lock file was edited"));
    }

    /** Everything that stands beside it is of the old revision. */
    @Test
    void aRevisionThatSomebodyExchangedIsAMismatchInEverything() throws Exception {
        edit(rev("main"), rev("main~2"));

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(102);
        assertThat(findings(verified, "branch"))
                .extracting(Finding::weight, Finding::attribute, Finding::cause)
                .containsExactly(
                        tuple(
                                Weight.MISMATCH,
                                "narHash",
                                "the hash was taken from another revision, or the lock file was edited"),
                        tuple(Weight.MISMATCH, "lastModified", "it is the time of the other contents"),
                        tuple(Weight.MISMATCH, "revCount", "history was rewritten"));
    }

    @Test
    void aTagThatWasRewrittenIsWorthANoteWhileABranchHasTheCommit() throws Exception {
        String before = rev("v1");
        world.run(REWRITE + "git push -q -f ../served/r v1");

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isZero();
        assertThat(findings(verified, "tag"))
                .extracting(Finding::weight, Finding::attribute, Finding::expected, Finding::found)
                .containsExactly(tuple(Weight.NOTE, "rev", before, rev("v1")));
        assertThat(findings(verified, "tag").get(0).cause()).contains("'refs/tags/v1' was rewritten");
    }

    @Test
    void aTagThatWasRewrittenWithTheBranchLeavesTheCommitNowhere() throws Exception {
        world.run(REWRITE + "git push -q -f ../served/r v1 v1:main");

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(1);
        assertThat(verified.inputs())
                .allSatisfy(input -> assertThat(input.findings())
                        .extracting(Finding::weight, Finding::attribute)
                        .containsExactly(tuple(Weight.MISSING, "rev")));
    }

    private VerifiedLock verify() throws FlakeException {
        return locker.verify(request(), SILENT);
    }

    private LockRequest request() throws FlakeException {
        return LockRequest.of(locker.parseFlake("path:" + flake, SILENT)).build();
    }

    private String lockFile() throws IOException {
        return Files.readString(flake.resolve("flake.lock"));
    }

    private String rev(String name) throws Exception {
        return world.run("git -C r rev-parse " + name).strip();
    }

    /** Puts something in the place of what stands there first. */
    private void edit(String from, String to) throws IOException {
        String text = lockFile();
        assertThat(text).contains(from);
        Files.writeString(
                flake.resolve("flake.lock"), text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }

    private static List<Finding> findings(VerifiedLock verified, String path) {
        return verified.inputs().stream()
                .filter(input -> input.path().toString().equals(path))
                .findFirst()
                .orElseThrow()
                .findings();
    }
}
