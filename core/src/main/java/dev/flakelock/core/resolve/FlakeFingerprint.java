package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileWriter;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.narhash.Hash;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands for a flake with all its inputs: the SHA-256 of what its tree is, the directory in it, the lock file, and
 * what else an evaluation can see of it.
 */
final class FlakeFingerprint {

    private FlakeFingerprint() {}

    /** The fingerprint in base-16, or null if nothing stands for the tree. */
    static @Nullable String of(LoadedFlake top, LockFile lock) throws FlakeException {
        String tree = top.requireInput().tree().fingerprint();
        if (tree == null) {
            return null;
        }
        Attrs attrs = top.fetched().input().attrs();
        StringBuilder text = new StringBuilder(tree);
        text.append(';').append(top.fetched().subdir());
        text.append(';').append(JsonWriter.indented(LockFileWriter.toJson(lock)));
        append(text, "revCount", attrs);
        append(text, "lastModified", attrs);
        return sha256(text.toString());
    }

    private static void append(StringBuilder text, String name, Attrs attrs) {
        Long number = attrs.number(name);
        if (number != null) {
            text.append(';').append(name).append('=').append(number);
        }
    }

    private static String sha256(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).toBase16();
    }
}
