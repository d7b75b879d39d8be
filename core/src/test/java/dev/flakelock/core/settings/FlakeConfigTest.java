package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flake may configure, and who is asked. Its messages are recorded. */
final class FlakeConfigTest {

    @TempDir
    Path home = Path.of("");

    private Settings settings = Settings.defaults(Environment.ofProcess());
    private final List<String> questions = new ArrayList<>();

    @BeforeEach
    void defaults() {
        settings = Settings.defaults(Environment.of(Map.of(), home, home, OperatingSystem.LINUX));
    }

    private Path trusted() {
        return home.resolve(".local/share/nix/trusted-settings.json");
    }

    private TrustPrompt answering(boolean... answers) {
        return question -> {
            questions.add(question);
            return answers[questions.size() - 1];
        };
    }

    private void trust(String json) throws IOException {
        Files.createDirectories(home.resolve(".local/share/nix"));
        Files.writeString(trusted(), json);
    }

    @Test
    void harmlessSettingsApplyUnasked() throws FlakeException {
        FlakeConfig.Outcome outcome = FlakeConfig.apply(
                settings, Map.of("flake-registry", "/r.json", "commit-lockfile-summary", "s"), answering());
        assertThat(outcome.settings().flakeRegistry()).isEqualTo("/r.json");
        assertThat(outcome.settings().commitLockFileSummary()).isEqualTo("s");
        assertThat(outcome.notices()).isEmpty();
        assertThat(settings.commitLockFileSummary()).isEmpty();
    }

    @Test
    void othersApplyIfFlakesAreAccepted() throws FlakeException {
        Settings accepting =
                settings.toBuilder().set(Setting.ACCEPT_FLAKE_CONFIG, true).build();
        FlakeConfig.Outcome outcome = FlakeConfig.apply(accepting, Map.of("tarball-ttl", "5"), answering());
        assertThat(outcome.settings().tarballTtl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(outcome.settings().origin(Setting.TARBALL_TTL)).isEqualTo(SettingOrigin.USER);
    }

    @Test
    void othersAreAskedAbout() throws FlakeException {
        FlakeConfig.Outcome outcome = FlakeConfig.apply(settings, Map.of("tarball-ttl", "5"), answering(true, false));
        assertThat(questions)
                .containsExactly(
                        "do you want to allow configuration setting 'tarball-ttl' to be set to '5' (y/N)?",
                        "do you want to permanently mark this value as trusted (y/N)?");
        assertThat(outcome.settings().tarballTtl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(outcome.notices()).isEmpty();
        assertThat(trusted()).doesNotExist();
    }

    @Test
    void answersCanBeGivenForGood() throws FlakeException {
        FlakeConfig.apply(
                settings, Map.of("tarball-ttl", "5", "warn-dirty", "false"), answering(true, true, false, true));
        assertThat(questions.get(3)).isEqualTo("do you want to permanently mark this value as untrusted (y/N)?");
        assertThat(trusted()).hasContent("{\"tarball-ttl\":{\"5\":true},\"warn-dirty\":{\"false\":false}}");
        FlakeConfig.Outcome again =
                FlakeConfig.apply(settings, Map.of("tarball-ttl", "5", "warn-dirty", "false"), answering());
        assertThat(again.settings().tarballTtl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(again.settings().warnDirty()).isTrue();
    }

    @Test
    void answersAreAddedToThoseThatAreThere() throws IOException, FlakeException {
        trust("{\"tarball-ttl\": {\"6\": true}, \"a\": {}}");
        FlakeConfig.apply(settings, Map.of("tarball-ttl", "5"), answering(false, true));
        assertThat(trusted()).hasContent("{\"a\":{},\"tarball-ttl\":{\"5\":false,\"6\":true}}");
    }

    @Test
    void aListOfAnswersOfAnotherShapeIsAnError() throws IOException {
        for (String json : List.of("", "{", "[]", "{\"a\":1}", "{\"a\":{\"b\":1}}", "{} x", "{\"a\":{\"b\"")) {
            trust(json);
            assertThatThrownBy(() -> FlakeConfig.apply(settings, Map.of("warn-dirty", "false"), TrustPrompt.NOBODY))
                    .as(json)
                    .isInstanceOf(FlakeException.class)
                    .hasMessageStartingWith("cannot read the trusted settings in \"" + trusted() + "\": ");
        }
    }

    @Test
    void aFlakeCannotPaintOverTheQuestion() throws FlakeException {
        FlakeConfig.apply(settings, Map.of("warn-dirty", "\u001b[2Jno\n"), answering(false, false));
        assertThat(questions.get(0)).contains("'\uFFFD[2Jno\uFFFD'");
    }

    @Test
    void listsAsText() {
        assertThat(FlakeConfig.text(List.of("", "", "a", "", "b"))).isEqualTo("a  b");
        assertThat(FlakeConfig.text(List.of())).isEmpty();
    }
}
