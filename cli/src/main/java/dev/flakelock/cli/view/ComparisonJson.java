package dev.flakelock.cli.view;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFileDiff.Target;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.view.LockComparison;
import dev.flakelock.core.view.LockComparison.Change;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON. */
public final class ComparisonJson {

    private ComparisonJson() {}

    /** The comparison: {@code changes} and {@code nodes}. */
    public static JsonValue.Obj of(LockComparison comparison) {
        return JsonValue.Obj.of(Map.of(
                "changes",
                new JsonValue.Array(comparison.changes().stream()
                        .<JsonValue>map(ComparisonJson::change)
                        .toList()),
                "nodes",
                JsonValue.Obj.of(Map.of(
                        "after", new JsonValue.Int(comparison.nodesAfter()),
                        "before", new JsonValue.Int(comparison.nodesBefore()),
                        "changed", new JsonValue.Int(comparison.nodesChanged())))));
    }

    /** One change: {@code input}, {@code kind}, and what is known of {@code before}, {@code after} and between. */
    public static JsonValue.Obj change(Change change) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("input", path(change.path()));
        members.put("kind", new JsonValue.Text(change.kind().name().toLowerCase(Locale.ROOT)));
        put(members, "before", change.before());
        put(members, "after", change.after());
        change.days().ifPresent(days -> members.put("days", new JsonValue.Int(days)));
        change.compareUrl().ifPresent(url -> members.put("compareUrl", new JsonValue.Text(url)));
        return JsonValue.Obj.of(members);
    }

    private static void put(Map<String, JsonValue> members, String name, @Nullable Target target) {
        if (target instanceof Target.Follows follows) {
            members.put(name, JsonValue.Obj.of(Map.of("follows", path(follows.path()))));
        } else if (target instanceof Target.Locked locked) {
            JsonValue attrs = AttrsJson.toJson(locked.ref().toAttrs().without(Attrs.FINAL));
            members.put(
                    name,
                    JsonValue.Obj.of(Map.of(
                            "locked",
                            attrs,
                            "url",
                            new JsonValue.Text(locked.ref().show()))));
        }
    }

    /** The names that lead to an input. */
    public static JsonValue path(InputAttrPath path) {
        return new JsonValue.Array(
                path.names().stream().<JsonValue>map(JsonValue.Text::new).toList());
    }
}
