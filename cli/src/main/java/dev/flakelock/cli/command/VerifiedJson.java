package dev.flakelock.cli.command;

import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.Finding;
import dev.flakelock.core.resolve.VerifiedInput;
import dev.flakelock.core.resolve.VerifiedLock;
import dev.flakelock.core.text.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What {@code verify --json} prints; its page describes it. */
final class VerifiedJson {

    private VerifiedJson() {}

    static JsonValue of(VerifiedLock verified) {
        List<JsonValue> inputs =
                verified.inputs().stream().map(VerifiedJson::of).toList();
        boolean good = verified.exitStatus() == 0;
        return JsonValue.Obj.of(Map.of("good", new JsonValue.Bool(good), "inputs", new JsonValue.Array(inputs)));
    }

    private static JsonValue of(VerifiedInput input) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("path", text(input.path().toString()));
        members.put("good", new JsonValue.Bool(input.isGood()));
        members.put("locked", AttrsJson.toJson(input.locked().toAttrs().without("__final")));
        members.put(
                "findings",
                new JsonValue.Array(
                        input.findings().stream().map(VerifiedJson::of).toList()));
        FlakeException failure = input.failure();
        members.put("failure", failure == null ? new JsonValue.Null() : text(failure.getMessage()));
        return JsonValue.Obj.of(members);
    }

    private static JsonValue of(Finding finding) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("kind", text(finding.weight().name().toLowerCase(Locale.ROOT)));
        members.put("attribute", text(finding.attribute()));
        members.put("expected", text(finding.expected()));
        members.put("found", finding.found() == null ? new JsonValue.Null() : text(finding.found()));
        members.put("cause", text(finding.cause()));
        return JsonValue.Obj.of(members);
    }

    private static JsonValue text(String value) {
        return new JsonValue.Text(value);
    }
}
