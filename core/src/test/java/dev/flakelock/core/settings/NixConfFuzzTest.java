package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Whatever a {@code nix.conf} holds, reading it ends in settings or in one of our errors. */
final class NixConfFuzzTest {

    private static final String NOWHERE = "/nonexistent";

    @FuzzTest(maxDuration = "60m")
    void anyText(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        if (text.contains("include")) {
            // It could name any file of this machine, endless devices included.
            return;
        }
        SettingsBuilder once;
        try {
            once = read(text);
        } catch (FlakeException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
            return;
        }
        Settings settings = once.build();
        assertThat(again(text + "\n" + text).build()).isEqualTo(settings);
        assertThat(again(text.replace("\n", " # comment\r\n")).build()).isEqualTo(settings);
        assertThat(again(text + "\n" + text).notices().size())
                .isGreaterThanOrEqualTo(once.notices().size());
        for (Setting<?> setting : Setting.all()) {
            assertThat(settings.text(setting)).doesNotContain("\n");
        }
    }

    private static SettingsBuilder again(String text) {
        try {
            return read(text);
        } catch (FlakeException e) {
            throw new AssertionError("the same settings, written differently", e);
        }
    }

    private static SettingsBuilder read(String text) throws FlakeException {
        Map<String, String> variables = Map.of("NIX_CONFIG", text, "NIX_CONF_DIR", NOWHERE, "NIX_USER_CONF_FILES", "");
        return NixConfReader.read(Environment.of(variables, Path.of(NOWHERE), Path.of(NOWHERE), OperatingSystem.LINUX));
    }
}
