package dev.flakelock.fetcher.cases;

import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recorded {@code flake.nix} with what Nix 2.34.8 makes of it. The recording is that of {@code core}, which checks the
 * same files as far as this is possible without references and fetchers.
 */
record FlakeNixCase(JsonValue.Obj json) {

    private static final String FILE = "/flake-nix.cases.json";

    /** All recorded cases, those that are mere expressions included. */
    static List<FlakeNixCase> all() {
        try (InputStream in = Objects.requireNonNull(FlakeNixCase.class.getResourceAsStream(FILE))) {
            List<FlakeNixCase> cases = new ArrayList<>();
            for (JsonValue item : ((JsonValue.Array) JsonReader.read(in.readAllBytes())).items()) {
                cases.add(new FlakeNixCase((JsonValue.Obj) item));
            }
            return cases;
        } catch (IOException | JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return Objects.requireNonNull(text("name"));
    }

    /** Whether the case is an expression of the language and no flake. */
    boolean isExpression() {
        return text("flake_nix") == null;
    }

    /** The text of {@code flake.nix}. Not for an expression. */
    String flakeNix() {
        return Objects.requireNonNull(text("flake_nix"));
    }

    boolean inGit() {
        return "git+file".equals(text("scheme"));
    }

    /** Whether the recording was made with the experimental feature {@code pipe-operators}. */
    boolean pipeOperators() {
        return json.get("settings") != null;
    }

    /**
     * What was recorded of the outcome, as one object without empty members. Warnings are in it once each: Nix reads
     * a fetched flake twice, and warns each time.
     */
    JsonValue.Obj outcome() {
        NavigableMap<String, JsonValue> members = new TreeMap<>();
        for (String name : List.of("inputs", "error", "at", "trace", "phase", "description", "self", "warnings")) {
            JsonValue value = json.get(name);
            if (value != null && !(value instanceof JsonValue.Null)) {
                members.put(name, name.equals("warnings") ? distinct((JsonValue.Array) value) : value);
            }
        }
        return new JsonValue.Obj(members);
    }

    private static JsonValue distinct(JsonValue.Array array) {
        return new JsonValue.Array(array.items().stream().distinct().toList());
    }

    private @Nullable String text(String name) {
        return json.get(name) instanceof JsonValue.Text text ? text.value() : null;
    }
}
