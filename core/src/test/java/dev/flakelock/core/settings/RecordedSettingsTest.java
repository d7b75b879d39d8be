package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Given files, variables and flags, settings and messages are those of real Nix. */
final class RecordedSettingsTest {

    @TempDir
    Path temp = Path.of("");

    private int count;

    @TestFactory
    Stream<DynamicTest> everyRecordedCase() throws IOException {
        return RecordedCases.of("settings.cases.json").stream()
                .map(c -> dynamicTest(String.valueOf(c.get("name")), () -> check(c)));
    }

    private void check(Map<String, Object> recorded) throws IOException {
        Path root = Files.createDirectories(temp.resolve("case" + count++)).toRealPath();
        Environment environment = world(root, recorded);
        List<String> messages = new ArrayList<>();
        @Nullable Settings settings = null;
        @Nullable FlakeException error = null;
        try {
            settings = settings(environment, recorded, messages);
        } catch (FlakeException e) {
            error = e;
        }
        if (recorded.containsKey("error")) {
            assertThat(error).isNotNull();
            assertThat(Objects.requireNonNull(error).getMessage().replace(root.toString(), "@ROOT@"))
                    .isEqualTo(recorded.get("error"));
            assertThat(error instanceof InvalidSettingException).isEqualTo(recorded.get("usage"));
            return;
        }
        assertThat(error).isNull();
        assertThat(messages).isEqualTo(recorded.get("messages"));
        if (recorded.containsKey("values")) {
            checkValues(Objects.requireNonNull(settings), map(recorded, "values"), root);
        }
    }

    private static Settings settings(Environment environment, Map<String, Object> recorded, List<String> messages)
            throws FlakeException {
        SettingsBuilder builder = NixConfReader.read(environment);
        TestCommandLine commandLine = TestCommandLine.parse(strings(recorded, "flags"), builder);
        builder.notices().forEach(notice -> messages.add(shown(notice)));
        Settings settings = commandLine.adjust(builder.build());
        if (!recorded.containsKey("nixConfig")) {
            return settings;
        }
        Map<String, String> nixConfig = new LinkedHashMap<>();
        map(recorded, "nixConfig").forEach((name, value) -> nixConfig.put(name, text(value)));
        FlakeConfig.Outcome outcome = FlakeConfig.apply(settings, nixConfig, TrustPrompt.NOBODY);
        outcome.notices().forEach(notice -> messages.add(shown(notice)));
        return outcome.settings();
    }

    private static void checkValues(Settings settings, Map<String, Object> changed, Path root) {
        Settings defaults = Settings.defaults(settings.environment());
        for (Setting<?> setting : Setting.all()) {
            Object expected = changed.get(setting.name());
            if (setting == Setting.ACCESS_TOKENS) {
                Map<String, String> tokens = new HashMap<>();
                map(changed, setting.name()).forEach((name, token) -> tokens.put(name, (String) token));
                assertThat(settings.accessTokens()).isEqualTo(AccessTokens.of(tokens));
            } else if (setting == Setting.EXPERIMENTAL_FEATURES) {
                // The recording always starts with these, so that Nix does anything at all.
                assertThat(settings.experimentalFeatures())
                        .isEqualTo(new TreeSet<>(
                                expected == null
                                        ? List.of("fetch-tree", "flakes", "nix-command")
                                        : strings(changed, setting.name())));
            } else {
                // Recorded as null if there is no value.
                String text = changed.containsKey(setting.name())
                        ? Objects.toString(expected, "")
                        : defaults.text(setting).replace(root.toString(), "@ROOT@");
                assertThat(settings.text(setting).replace(root.toString(), "@ROOT@"))
                        .as(setting.name())
                        .isEqualTo(text);
            }
        }
    }

    private static Environment world(Path root, Map<String, Object> recorded) throws IOException {
        Path work = Files.createDirectories(root.resolve("home/w"));
        for (Map.Entry<String, Object> file : map(recorded, "files").entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.writeString(path, ((String) file.getValue()).replace("@ROOT@", root.toString()));
        }
        Map<String, String> variables = new HashMap<>();
        variables.put("NIX_CONF_DIR", root.resolve("etc").toString());
        variables.put("XDG_CONFIG_DIRS", root.resolve("xdg").toString());
        map(recorded, "env")
                .forEach((name, value) -> variables.put(name, ((String) value).replace("@ROOT@", root.toString())));
        return Environment.of(variables, work, root.resolve("home"), OperatingSystem.LINUX);
    }

    private static String shown(Notice notice) {
        return (notice.level() == Notice.Level.WARNING ? "warning: " : "") + notice.text();
    }

    private static String text(Object value) {
        return value instanceof List<?> elements
                ? FlakeConfig.text(elements.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    @SuppressWarnings("unchecked") // as recorded
    private static Map<String, Object> map(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.getOrDefault(name, Map.of());
    }

    @SuppressWarnings("unchecked") // as recorded
    private static List<String> strings(Map<String, Object> parent, String name) {
        return (List<String>) parent.getOrDefault(name, List.of());
    }
}
