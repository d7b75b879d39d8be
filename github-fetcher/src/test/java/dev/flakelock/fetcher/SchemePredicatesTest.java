package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When an input is locked, relative, or a directory that can be written to. */
class SchemePredicatesTest {

    private static final String REV = "a".repeat(40);
    private static final String HASH = "sha256-47DEQpj8HBSa%2B/TImW%2B5JCeuQeRkm5NMpJWZG3hSuFU%3D";
    private static final Schemes SCHEMES = StandardSchemes.language();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github:o/r/REV",
                "gitlab:o/r?rev=REV",
                "sourcehut:~o/r/REV?narHash=HASH",
                "git+https://h/r?rev=REV",
                "hg+https://h/r?rev=REV",
                "path:/x?narHash=HASH",
                "https://h/x?narHash=HASH",
                "file+https://h/x?narHash=HASH"
            })
    void theseAreLocked(String url) throws FlakeException {
        assertThat(input(url).isLocked()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github:o/r",
                "github:o/r/main?narHash=HASH",
                "git+https://h/r?ref=main",
                "git+https://h/r?rev=abc",
                "git+https://h/r?rev=0000000000000000000000000000000000000000",
                "hg+https://h/r",
                "path:/x?rev=REV",
                "https://h/x?rev=REV",
                "flake:nixpkgs/REV"
            })
    void theseAreNot(String url) throws FlakeException {
        assertThat(input(url).isLocked()).isFalse();
    }

    @Test
    void aForgeThatIsNotTrustedNeedsAHash() throws FlakeException {
        Schemes careful = StandardSchemes.of(new SchemeOptions(false, false), InputFetchers.none());

        assertThat(input("github:o/r/REV", careful).isLocked()).isFalse();
        assertThat(input("github:o/r/REV?narHash=HASH", careful).isLocked()).isTrue();
    }

    @Test
    void optionsCountAsTheyAreWhenTheyAreAsked() throws FlakeException {
        AtomicReference<SchemeOptions> options = new AtomicReference<>(SchemeOptions.defaults());
        Schemes schemes = StandardSchemes.of(options::get, InputFetchers.none());
        Input commit = input("github:o/r/REV", schemes);
        String signed = "git+https://h/r?verifyCommit=1&publicKey=k";
        assertThat(commit.isLocked()).isTrue();
        assertThatThrownBy(() -> input(signed, schemes)).hasMessageContaining("'verified-fetches' is disabled");

        options.set(new SchemeOptions(false, true));

        assertThat(commit.isLocked()).isFalse();
        assertThat(input(signed, schemes).attrs().has("verifyCommit")).isTrue();
    }

    @Test
    void signedCommitsAreAnExperimentalFeature() throws FlakeException {
        Schemes verifying = StandardSchemes.of(new SchemeOptions(true, true), InputFetchers.none());
        String url = "git+https://h/r?verifyCommit=1&publicKey=k";

        assertThat(input(url, verifying).toUrl())
                .hasToString("git+https://h/r?keytype=ssh-ed25519&publicKey=k&verifyCommit=1");
        assertThat(input(
                                url
                                        + "&publicKeys=[{\"key\":\"l\",\"type\":\"t\"}]"
                                                .replace("{", "%7B")
                                                .replace("}", "%7D"),
                                verifying)
                        .toUrl()
                        .query())
                .containsEntry(
                        "publicKeys", "[{\"key\":\"l\",\"type\":\"t\"},{\"key\":\"k\",\"type\":\"ssh-ed25519\"}]");
        assertThatThrownBy(() -> input(url)).hasMessageContaining("'verified-fetches' is disabled");
    }

    @ParameterizedTest
    @CsvSource({"path:./x, true", "path:x, true", "path:/x, false", "git+file:x, false", "flake:x, false"})
    void onlyPathsCanBeRelative(String url, boolean isRelative) throws FlakeException {
        assertThat(input(url).isRelative()).isEqualTo(isRelative);
    }

    @Test
    void pathsAndLocalWorkTreesAreDirectories() throws Exception {
        Files.createDirectories(directory.resolve("tree/.git"));
        Files.createDirectories(directory.resolve("bare.git"));

        assertThat(sourceDirectory("path:" + directory)).contains(directory);
        assertThat(sourceDirectory("path:./x")).isEmpty();
        assertThat(sourceDirectory("git+file://" + directory + "/tree")).contains(directory.resolve("tree"));
        assertThat(sourceDirectory("git+file:" + directory + "/tree?ref=main")).contains(directory.resolve("tree"));
        assertThat(sourceDirectory("git+file://" + directory + "/bare.git")).isEmpty();
        assertThat(sourceDirectory("git+https://h/r")).isEmpty();
        assertThat(sourceDirectory("hg+file://" + directory)).contains(directory);
        assertThat(sourceDirectory("hg+file://" + directory + "?ref=x")).isEmpty();
        assertThat(sourceDirectory("github:o/r")).isEmpty();
    }

    @Test
    void searchingStopsAtTheRepository() throws IOException {
        Files.createDirectories(directory.resolve("repo/.git"));
        Files.createDirectories(directory.resolve("repo/sub"));
        Files.writeString(directory.resolve("flake.nix"), "");
        RefContext context = RefContext.commandLine(SCHEMES, directory.resolve("repo/sub"));

        assertThatThrownBy(() -> FlakeRef.parse(".", context))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("/repo\" is not part of a flake (neither it nor its parent directories contain");
    }

    @Test
    void aMissingFlakeIsFineForOverrides() throws Exception {
        Files.createDirectories(directory.resolve("empty"));
        Path base = directory.toRealPath();

        assertThat(FlakeRef.parse("./empty", RefContext.override(SCHEMES, base)).toUrl())
                .hasToString("path:" + base + "/empty");
    }

    @Test
    void linksInACircleAreAnError() throws Exception {
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));

        assertThatThrownBy(() -> FlakeRef.parse("./loop", RefContext.commandLine(SCHEMES, directory.toRealPath())))
                .isInstanceOf(FlakeException.class)
                .hasMessageStartingWith("infinite symlink recursion in path ");
    }

    @Test
    void aFileIsNoFlake() throws Exception {
        Files.writeString(directory.resolve("x"), "");
        Path base = directory.toRealPath();

        assertThatThrownBy(() -> FlakeRef.parse("./x", RefContext.commandLine(SCHEMES, base)))
                .isInstanceOf(FlakeException.class)
                .hasMessage("path \"" + base + "/x\" is not a flake (because it's not a directory)");
        assertThatThrownBy(() -> FlakeRef.parse("./x/y", RefContext.commandLine(SCHEMES, base)))
                .isInstanceOf(FlakeException.class)
                .hasMessage("getting status of \"" + base + "/x/y\": Not a directory");
    }

    @Test
    void theHintSaysWhyAUrlWasTakenForAPath() {
        assertThatThrownBy(() -> FlakeRef.parse("github:o/r/a..b", RefContext.absolute(SCHEMES)))
                .isInstanceOfSatisfying(
                        FlakeException.class,
                        error -> assertThat(error.hint())
                                .isEqualTo(
                                        "As a URL it is wrong too: input {\"owner\":\"o\",\"ref\":\"a..b\",\"repo\":\"r\","
                                                + "\"type\":\"github\"} contains an invalid branch/tag name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"github:a/%ff", "path:%ff", "github:a/b?dir=%ff"})
    void bytesThatAreNotUtf8AreRefused(String text) {
        assertThatThrownBy(() -> input(text))
                .hasMessage("flake reference '" + text + "' contains bytes that are not valid UTF-8");
    }

    private static Optional<Path> sourceDirectory(String url) throws FlakeException {
        Input input = input(url);
        return input.requireScheme().sourceDirectory(input);
    }

    private static Input input(String url) throws FlakeException {
        return input(url, SCHEMES);
    }

    private static Input input(String url, Schemes schemes) throws FlakeException {
        String text = url.replace("REV", REV).replace("HASH", HASH);
        return FlakeRef.parse(text, RefContext.input(schemes, true)).input();
    }
}
