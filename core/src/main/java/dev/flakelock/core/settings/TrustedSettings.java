package dev.flakelock.core.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The user's standing answers on what flakes may configure: {@code trusted-settings.json} in Nix's data directory, an
 * object of setting names, of objects of values, of booleans.
 */
final class TrustedSettings {

    private static final JsonFactory JSON = new JsonFactory();

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
            Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = Files.createTempFile(directory, "trusted-settings", ".json");
            Files.writeString(written, toJson(answers), StandardCharsets.UTF_8);
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FlakeException("cannot write " + NixPath.quoted(file.toString()) + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Map<String, Boolean>> read() throws FlakeException {
        Map<String, Map<String, Boolean>> answers = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file);
                JsonParser json = JSON.createParser(in)) {
            expect(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                answers.put(json.currentName(), readAnswers(json));
            }
            expect(json.nextToken() == null);
        } catch (NoSuchFileException missing) {
            return answers;
        } catch (IOException e) {
            throw new FlakeException(
                    "cannot read the trusted settings in " + NixPath.quoted(file.toString()) + ": " + e.getMessage(),
                    e);
        }
        return answers;
    }

    private static Map<String, Boolean> readAnswers(JsonParser json) throws IOException {
        Map<String, Boolean> answers = new TreeMap<>();
        expect(json.nextToken() == JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String value = json.currentName();
            expect(json.nextToken().isBoolean());
            answers.put(value, json.getBooleanValue());
        }
        return answers;
    }

    private static void expect(boolean condition) throws IOException {
        if (!condition) {
            throw new IOException("it must be an object of objects of booleans");
        }
    }

    private static String toJson(Map<String, Map<String, Boolean>> answers) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Map<String, Boolean>> setting : answers.entrySet()) {
                json.writeObjectFieldStart(setting.getKey());
                for (Map.Entry<String, Boolean> answer : setting.getValue().entrySet()) {
                    json.writeBooleanField(answer.getKey(), answer.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return text.toString();
    }
}
