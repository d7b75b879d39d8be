package dev.flakelock.fetcher.hg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.RecordingContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real Mercurial repositories. Changesets and hashes are what Nix 2.34.8 writes for the same repository; they do not
 * depend on where it is. Skipped where there is no {@code hg}.
 */
final class MercurialFetcherTest {

    private static final String FIRST = "4e61f9ff751fc7534f063e0a6651385948651ad1";
    private static final String SECOND = "6f97a2d8fd95e3e3abe4301887067c681caaec4d";
    private static final String TIP = "5c261da2eaac65334082932ba213f4ccafe3da30";

    private static final String REPOSITORY = """
            hg init repo
            cd repo
            echo '{ outputs = _: { }; }' > flake.nix
            mkdir sub
            echo hi > sub/x
            printf '#!/bin/sh\\n' > run
            chmod +x run
            ln -s flake.nix link
            hg add -q
            hg commit -m one -u a -d '1500000000 0'
            echo more >> sub/x
            hg commit -m two -u a -d '1600000000 0'
            hg tag -u a -d '1600000001 0' v1
            """;

    private static final String CHANGES = """
            cd repo
            echo dirty >> sub/x
            echo new > added
            hg add added
            echo un > untracked
            hg rm run
            """;

    @TempDir
    Path temporary;

    private Path directory;
    private Settings settings;
    private final RecordingContext context = new RecordingContext();
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @BeforeEach
    void makeRepository() throws Exception {
        assumeTrue(hasMercurial(), "the hg program");
        directory = temporary.toRealPath();
        settings = Settings.defaults(Environment.of(Map.of(), directory, directory, OperatingSystem.LINUX));
        run(REPOSITORY);
    }

    @ParameterizedTest
    @CsvSource({
        "'', " + TIP + ", 2, sha256-z37utM4kTxYfjGWj68wBXH3ChkG6KDrDp30rP8wW8BU=",
        "?ref=v1, " + SECOND + ", 1, sha256-COgKJEI0QaO8P7Ol/rnZvyz5z5oG+PsTj7dKXg8s3PY=",
        "?rev=" + FIRST + ", " + FIRST + ", 0, sha256-WPlzo+9ziOfK8p2nkRgooveY/w+yPJwIq6R+WQtuI8U=",
    })
    void aChangesetIsWhatNixFindsIt(String query, String rev, long revCount, String narHash) throws Exception {
        FetchedTree tree = fetch(query);

        assertThat(tree.found())
                .isEqualTo(Attrs.none()
                        .with("type", "hg")
                        .with("url", "file://" + directory + "/repo")
                        .with("ref", "default")
                        .with("rev", rev)
                        .with("revCount", revCount));
        assertThat(tree.narHash().toSri()).isEqualTo(narHash);
        assertThat(text(tree, "flake.nix")).isEqualTo("{ outputs = _: { }; }\n");
        assertThat(text(tree, "run")).isEqualTo("#!/bin/sh\n");
        assertThat(tree.files().linkTarget("link")).isEqualTo("flake.nix");
        assertThat(context.warnings()).isEmpty();
    }

    @Test
    void aTreeWithChangesIsTakenFromDisk() throws Exception {
        run(CHANGES);

        FetchedTree tree = fetch("");

        assertThat(tree.found())
                .isEqualTo(Attrs.none()
                        .with("type", "hg")
                        .with("url", "file://" + directory + "/repo")
                        .with("ref", "default"));
        assertThat(tree.narHash().toSri()).isEqualTo("sha256-jMX6lttR4HNxGicVIh68C5LDuiZQw3HP710+JNyds2U=");
        assertThat(text(tree, "sub/x")).isEqualTo("hi\nmore\ndirty\n");
        assertThat(context.warnings()).containsExactly("Mercurial tree '\"" + directory + "/repo\"' is unclean");
    }

    @Test
    void theWarningKeepsTheSlashOfTheUrl() throws Exception {
        run(CHANGES);

        fetch("/");

        assertThat(context.warnings()).containsExactly("Mercurial tree '\"" + directory + "/repo/\"' is unclean");
    }

    @Test
    void changesDoNotMatterToWhoeverAsksForABranch() throws Exception {
        run(CHANGES);

        assertThat(fetch("?ref=default").found().text("rev")).isEqualTo(TIP);
        assertThat(context.warnings()).isEmpty();
    }

    @Test
    void anotherBranchInTheWorkTreeChangesNothing() throws Exception {
        run(
                "cd repo\nhg branch -q feature\necho 3 > three\nhg add -q three\nhg commit -m three -u a -d '1600000002 0'");

        assertThat(fetch("").found().text("rev")).isEqualTo(TIP);
        assertThat(fetch("?ref=feature").found().text("ref")).isEqualTo("feature");
    }

    @Test
    void aNewChangesetIsPulled() throws Exception {
        fetch("");
        run("cd repo\necho 4 > four\nhg add -q four\nhg commit -m four -u a -d '1600000003 0'");
        settings = settings.refresh();

        FetchedTree tree = fetch("");

        assertThat(tree.found()).isEqualTo(tree.found().with("revCount", 3));
        assertThat(text(tree, "four")).isEqualTo("4\n");
    }

    @Test
    void aChangesetThatIsKnownNeedsNoRepository() throws Exception {
        FetchedTree first = fetch("?rev=" + FIRST);
        Files.move(directory.resolve("repo"), directory.resolve("gone"));

        FetchedTree second = fetch("?rev=" + FIRST);

        assertThat(second.found()).isEqualTo(first.found());
        assertThat(second.narHash()).isEqualTo(first.narHash());
    }

    @ParameterizedTest
    @CsvSource({
        "?ref=nope, abort: unknown revision 'nope'",
        "?rev=0123456789012345678901234567890123456789, abort: unknown revision",
    })
    void itSaysWhatMercurialSays(String query, String said) {
        FlakeException failure = catchThrowableOfType(FlakeException.class, () -> fetch(query));

        assertThat(failure).hasMessage("hg failed with exit code 255");
        assertThat(failure.hint()).startsWith(said);
    }

    @Test
    void aRepositoryThatIsMissingIsMissing() {
        assertThatThrownBy(() -> fetch("/missing", "")).hasMessage("hg failed with exit code 255");
    }

    @Test
    void aCloneThatWasCutShortIsMadeAnew() throws Exception {
        fetch("?rev=" + FIRST);
        run("cd cache/*/; mkdir being-made; mv clone/.hg being-made; rmdir clone");

        assertThat(fetch("?rev=" + FIRST).found().text("rev")).isEqualTo(FIRST);
        assertThat(clones()).singleElement().asString().endsWith("clone");
    }

    @Test
    void manyAtOnceMakeOneClone() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<FetchedTree>> fetches = Collections.nCopies(4, () -> fetch("?rev=" + FIRST));
            for (Future<FetchedTree> tree : threads.invokeAll(fetches)) {
                assertThat(tree.get().found().text("rev")).isEqualTo(FIRST);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(clones()).hasSize(1);
    }

    @Test
    void aBranchIsNotLookedUpAgainWhileItIsFresh() throws Exception {
        fetch("");
        run("cd repo; echo new > new; hg add -q; hg commit -m three -u a -d '1600000002 0'");
        assertThat(fetch("").found().text("rev")).isEqualTo(TIP);

        settings = settings.refresh();
        assertThat(fetch("").found().number("revCount")).isEqualTo(3);
    }

    @Test
    void withoutANetworkWhatWasSeenLastIsGoneOnWith() throws Exception {
        fetch("");
        run("mv repo away");
        settings = settings.offline();
        now = now.plus(Duration.ofDays(30));

        assertThat(fetch("").found().text("rev")).isEqualTo(TIP);

        settings = settings.refresh();
        assertThatThrownBy(() -> fetch("")).hasMessage("hg failed with exit code 255");
    }

    @Test
    void aCloneThatWasNotUsedForMonthsGoes() throws Exception {
        fetch("?rev=" + FIRST);
        now = now.plus(Duration.ofDays(61));
        run("cp -r repo other");

        fetch("/other", "?rev=" + FIRST);

        assertThat(clones()).hasSize(1);
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotCloned() throws Exception {
        fetch("?rev=" + FIRST);
        context.cancel();
        Path lock = clones().get(0).resolveSibling("lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> fetch("?rev=" + SECOND)).hasMessageContaining("cancelled while waiting");
        }
    }

    private List<Path> clones() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("cache"), 2)) {
            return files.filter(file -> Files.isDirectory(file.resolve(".hg"))).toList();
        }
    }

    private FetchedTree fetch(String end) throws FlakeException {
        return fetch("/repo", end);
    }

    private FetchedTree fetch(String path, String query) throws FlakeException {
        MercurialFetcher fetcher = new MercurialFetcher(settings, directory.resolve("cache"), () -> now);
        MercurialScheme scheme = new MercurialScheme(fetcher);
        Input input = scheme.fromUrl(FlakeUrl.parse("hg+file://" + directory + path + query), true)
                .orElseThrow();
        return scheme.fetch(input, context);
    }

    private static String text(FetchedTree tree, String path) throws FlakeException {
        return new String(tree.files().read(path), StandardCharsets.UTF_8);
    }

    private static boolean hasMercurial() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("hg", "--version", "--quiet").start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "set -e\n" + script).directory(directory.toFile());
        builder.environment().putAll(Map.of("HGPLAIN", "", "HGRCPATH", ""));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
