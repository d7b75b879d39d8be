package dev.flakelock.fetcher;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One recorded answer of Nix 2.34.8 about a flake reference. */
record ReferenceCase(JsonValue.Obj json) {

    private static final String FILE = "flake-references.cases.json";

    /** All recorded cases, in the order of the file. */
    static List<ReferenceCase> all() {
        try (InputStream in = Objects.requireNonNull(ReferenceCase.class.getResourceAsStream(FILE))) {
            List<ReferenceCase> cases = new ArrayList<>();
            for (JsonValue item : ((JsonValue.Array) JsonReader.read(in.readAllBytes())).items()) {
                cases.add(new ReferenceCase((JsonValue.Obj) item));
            }
            return cases;
        } catch (IOException | JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<ReferenceCase> ofMode(String mode) {
        return all().stream().filter(c -> c.mode().equals(mode)).toList();
    }

    String mode() {
        return required("mode");
    }

    String input() {
        return required("input");
    }

    String base() {
        return required("base");
    }

    boolean flake() {
        return json.get("flake") instanceof JsonValue.Bool bool && bool.value();
    }

    String required(String name) {
        return Objects.requireNonNull(text(name), name);
    }

    @Nullable String text(String name) {
        return json.get(name) instanceof JsonValue.Text text ? text.value() : null;
    }

    List<String> texts(String name) {
        return json.get(name) instanceof JsonValue.Array array
                ? array.items().stream()
                        .map(item -> ((JsonValue.Text) item).value())
                        .toList()
                : List.of();
    }

    /** What Nix says while it parses, in order. */
    List<String> messagesOfParsing() {
        List<String> messages = messages();
        messages.removeIf(ReferenceCase::isFoundByFetching);
        return messages;
    }

    /** What Nix says when it fetches the reference afterwards. */
    List<String> messagesOfFetching() {
        return messages().stream().filter(ReferenceCase::isFoundByFetching).toList();
    }

    private List<String> messages() {
        List<String> messages = new ArrayList<>();
        texts("warnings").forEach(warning -> messages.add("warning: " + warning));
        messages.addAll(texts("messages"));
        return messages;
    }

    private static boolean isFoundByFetching(String message) {
        return message.startsWith("warning: Git tree '") && message.endsWith("' is dirty");
    }

    Attrs attrs(String name) throws FlakeException {
        return AttrsJson.fromJson((JsonValue.Obj) Objects.requireNonNull(json.get(name), name));
    }

    /** The name of the test. */
    String title() {
        String what = text("input") == null ? String.valueOf(json.get("inputAttrs")) : "'" + input() + "'";
        return what + (text("base") == null ? "" : " in " + base()) + (json.get("flake") == null ? "" : ", " + flake());
    }
}
