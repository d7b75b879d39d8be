package dev.flakelock.narhash;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Which regular files' contents a hashed tree keeps, so that they can be read without fetching the tree again. */
@FunctionalInterface
public interface KeepRule {
    /** Whether the contents of the regular file at this path are kept. */
    boolean keeps(EntryPath path);

    /** Every {@code flake.nix} and {@code flake.lock}, at any depth: what a resolver reads. */
    static KeepRule flakeFiles() {
        byte[] nix = "flake.nix".getBytes(StandardCharsets.US_ASCII);
        byte[] lock = "flake.lock".getBytes(StandardCharsets.US_ASCII);
        return path -> path.isNamed(nix) || path.isNamed(lock);
    }

    /** The files at exactly these paths (relative, {@code /} between components), for a second look. */
    static KeepRule paths(Set<String> paths) {
        Set<String> copy = Set.copyOf(paths);
        return path -> copy.contains(path.toString());
    }

    /** Nothing. */
    static KeepRule nothing() {
        return path -> false;
    }

    /** What this rule or the other keeps. */
    default KeepRule or(KeepRule other) {
        return path -> keeps(path) || other.keeps(path);
    }
}
