package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nix.conf} means where we differ from Nix on purpose; the rest is recorded. */
final class NixConfReaderTest {

    @TempDir
    Path dir = Path.of("");

    private Environment environment(String nixConf) throws IOException {
        Files.writeString(dir.resolve("nix.conf"), nixConf);
        return Environment.of(
                Map.of("NIX_CONF_DIR", dir.toString(), "NIX_USER_CONF_FILES", ""), dir, dir, OperatingSystem.LINUX);
    }

    @Test
    void noExperimentalFeatureIsNeeded() throws IOException, FlakeException {
        // Nix ignores these, with a warning, unless the feature 'flakes' is enabled.
        SettingsBuilder builder = NixConfReader.read(environment("""
                flake-registry = /r.json
                use-registries = false
                accept-flake-config = true
                commit-lock-file-summary = s
                allow-dirty-locks = true
                impure-env = a=b
                """));
        assertThat(builder.notices()).isEmpty();
        Settings settings = builder.build();
        assertThat(settings.flakeRegistry()).isEqualTo("/r.json");
        assertThat(settings.useRegistries()).isFalse();
        assertThat(settings.acceptFlakeConfig()).isTrue();
        assertThat(settings.commitLockFileSummary()).isEqualTo("s");
        assertThat(settings.allowDirtyLocks()).isTrue();
    }

    @Test
    void valuesThatMeanNothingHereAreNotChecked() throws IOException, FlakeException {
        SettingsBuilder builder = NixConfReader.read(environment("max-jobs = lots\nsandbox = perhaps"));
        assertThat(builder.notices()).isEmpty();
    }

    @Test
    void settingsOfMacOsAreKnownEverywhere() throws IOException, FlakeException {
        assertThat(NixConfReader.read(environment("darwin-log-sandbox-violations = true"))
                        .notices())
                .isEmpty();
    }

    @Test
    void anIncludeOfSeveralFilesIsASyntaxError() throws IOException {
        // Nix fails here as well, with an internal error.
        Environment environment = environment("include a b");
        assertThatThrownBy(() -> NixConfReader.read(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("syntax error in configuration line 'include a b' in \"" + dir.resolve("nix.conf") + "\"");
    }

    @Test
    void aMalformedLineShowsNoToken() throws IOException {
        Environment environment = environment(" extra-access-tokens=github.com=s3cret more");
        assertThatThrownBy(() -> NixConfReader.read(environment))
                .hasMessage("syntax error in configuration line ' extra-access-tokens***' in \""
                        + dir.resolve("nix.conf") + "\"");
    }

    @Test
    void aFileThatIncludesItselfIsAnError() throws IOException {
        // Nix recurses until it crashes.
        Files.writeString(dir.resolve("b.conf"), "include ./nix.conf");
        Environment environment = environment("include b.conf");
        assertThatThrownBy(() -> NixConfReader.read(environment))
                .isInstanceOf(FlakeException.class)
                .hasMessage("file \"" + dir.resolve("b.conf") + "\" includes itself");
    }

    @Test
    void theSameFileMayBeIncludedTwice() throws IOException, FlakeException {
        Files.writeString(dir.resolve("b.conf"), "tarball-ttl = 2");
        Environment environment = environment("include b.conf\ntarball-ttl = 1\ninclude b.conf");
        assertThat(NixConfReader.read(environment).build().tarballTtl()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void namesThatNoFileCanHave() throws IOException {
        Environment include = environment("!include a\0b");
        assertThatThrownBy(() -> NixConfReader.read(include)).isInstanceOf(FlakeException.class);
        Environment path = environment("netrc-file = /a\0b");
        assertThatThrownBy(() -> NixConfReader.read(path)).isInstanceOf(FlakeException.class);
    }

    @Test
    void bytesThatAreNoTextDoNoHarm() throws IOException, FlakeException {
        Environment environment = environment("");
        Files.write(dir.resolve("nix.conf"), new byte[] {
            '#', (byte) 0xff, '\n', 't', 'a', 'r', 'b', 'a', 'l', 'l', '-', 't', 't', 'l', ' ', '=', ' ', '4'
        });
        assertThat(NixConfReader.read(environment).build().tarballTtl()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void noticesOfTheEnvironmentComeFirst() throws FlakeException {
        Environment environment = Environment.of(
                Map.of("NIX_CONFIG", "nope = 1", "NIX_CONF_DIR", dir.toString()), dir, dir, OperatingSystem.LINUX);
        assertThat(NixConfReader.read(environment).notices()).containsExactly(Notice.warning("unknown setting 'nope'"));
        assertThat(environment.notices()).isEmpty();
    }
}
