package dev.flakelock.cli.metadata;

import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.lock.LockFileWriter;
import dev.flakelock.core.text.JsonValue;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The metadata of a flake as {@code nix flake metadata --json} gives it. */
public final class MetadataJson {

    private MetadataJson() {}

    /** The metadata as a JSON object. */
    public static JsonValue.Obj of(Metadata metadata) {
        Map<String, JsonValue> members = new TreeMap<>();
        put(members, "description", metadata.description());
        put(members, "dirtyRevision", metadata.lockedAttrs().text("dirtyRev"));
        put(members, "fingerprint", metadata.fingerprint());
        put(members, "lastModified", metadata.lockedAttrs().number("lastModified"));
        members.put("locked", AttrsJson.toJson(metadata.locked().toAttrs()));
        members.put("locks", LockFileWriter.toJson(metadata.lockFile()));
        members.put("original", AttrsJson.toJson(metadata.original().toAttrs()));
        put(members, "originalUrl", metadata.original().show());
        put(members, "path", metadata.storePath());
        members.put("resolved", AttrsJson.toJson(metadata.resolved().toAttrs()));
        put(members, "resolvedUrl", metadata.resolved().show());
        put(members, "revCount", metadata.lockedAttrs().number("revCount"));
        put(members, "revision", metadata.lockedAttrs().text("rev"));
        put(members, "url", metadata.locked().show());
        return JsonValue.Obj.of(members);
    }

    private static void put(Map<String, JsonValue> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, new JsonValue.Text(value));
        }
    }

    private static void put(Map<String, JsonValue> members, String name, @Nullable Long value) {
        if (value != null) {
            members.put(name, new JsonValue.Int(value));
        }
    }
}
