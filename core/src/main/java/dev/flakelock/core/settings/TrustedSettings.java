package dev.flakelock.core.settings;

import dev.flakelock.core.disk.AtomicFile;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The user's standing answers on what flakes may configure: {@code trusted-settings.json} in Nix's data directory, an
 * object of setting names, of objects of values, of booleans.
 */
final class TrustedSettings {

    private final Path file;

    TrustedSettings(Path file) {
        this.file = file;
    }

    static TrustedSettings of(Environment environment) {
        return new TrustedSettings(environment.dataDir().resolve("trusted-settings.json"));
    }

    /** The answer for this setting and value, if the user has given one for good. */
    Optional<Boolean> answer(String name, String value) throws FlakeException {
        return Optional.ofNullable(read().getOrDefault(name, Map.of()).get(value));
    }

    /** Records an answer for good. */
    void record(String name, String value, boolean trusted) throws FlakeException {
        Map<String, Map<String, Boolean>> answers = read();
        answers.computeIfAbsent(name, missing -> new TreeMap<>()).put(value, trusted);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, toJson(answers).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new FlakeException("cannot write " + NixPath.quoted(file.toString()) + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Map<String, Boolean>> read() throws FlakeException {
        try {
            return answers(JsonReader.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException missing) {
            return new TreeMap<>();
        } catch (IOException | JsonSyntaxException e) {
            throw new FlakeException(
                    "cannot read the trusted settings in " + NixPath.quoted(file.toString()) + ": " + e.getMessage(),
                    e);
        }
    }

    private static Map<String, Map<String, Boolean>> answers(JsonValue json) throws IOException {
        Map<String, Map<String, Boolean>> answers = new TreeMap<>();
        for (Map.Entry<String, JsonValue> setting : members(json).entrySet()) {
            Map<String, Boolean> ofSetting = new TreeMap<>();
            for (Map.Entry<String, JsonValue> answer :
                    members(setting.getValue()).entrySet()) {
                if (!(answer.getValue() instanceof JsonValue.Bool trusted)) {
                    throw malformed();
                }
                ofSetting.put(answer.getKey(), trusted.value());
            }
            answers.put(setting.getKey(), ofSetting);
        }
        return answers;
    }

    private static Map<String, JsonValue> members(JsonValue json) throws IOException {
        if (json instanceof JsonValue.Obj object) {
            return object.members();
        }
        throw malformed();
    }

    private static IOException malformed() {
        return new IOException("it must be an object of objects of booleans");
    }

    private static String toJson(Map<String, Map<String, Boolean>> answers) {
        Map<String, JsonValue> settings = new TreeMap<>();
        answers.forEach((name, ofSetting) -> {
            Map<String, JsonValue> values = new TreeMap<>();
            ofSetting.forEach((value, trusted) -> values.put(value, new JsonValue.Bool(trusted)));
            settings.put(name, JsonValue.Obj.of(values));
        });
        return JsonWriter.compact(JsonValue.Obj.of(settings));
    }
}
