package dev.flakelock.fetcher.replay;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.text.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A tree of which only the names, and the contents of the files that decide about a lock, are known.
 *
 * @param files the recorded entries: a text, an object with {@code link}, or null for a file whose contents do not matter
 * @param shown how a path is shown
 * @param missing the message about a path that is not there
 */
record RecordedTree(NavigableMap<String, JsonValue> files, UnaryOperator<String> shown, UnaryOperator<String> missing)
        implements SourceTree {

    /** A tree in the cache of a fetcher. */
    static RecordedTree cached(Map<String, JsonValue> files, String name) {
        UnaryOperator<String> shown = path -> "«" + name + "»/" + path;
        return new RecordedTree(new TreeMap<>(files), shown, path -> "path '" + shown.apply(path) + "' does not exist");
    }

    /** A directory that was copied to the store. */
    static RecordedTree inStore(Map<String, JsonValue> files) {
        UnaryOperator<String> shown = path -> "/nix/store/source/" + path;
        return new RecordedTree(new TreeMap<>(files), shown, path -> "path '" + shown.apply(path) + "' does not exist");
    }

    /** A git work tree. */
    static RecordedTree workTree(Map<String, JsonValue> files, String directory) {
        return new RecordedTree(
                new TreeMap<>(files),
                path -> directory + "/" + path,
                path -> "Path '" + path + "' does not exist in Git repository \"" + directory + "\".");
    }

    /** The part of this tree below a directory. */
    NavigableMap<String, JsonValue> below(String directory) {
        NavigableMap<String, JsonValue> part = new TreeMap<>();
        String prefix = directory.isEmpty() ? "" : directory + "/";
        files.forEach((path, content) -> {
            if (path.startsWith(prefix)) {
                part.put(path.substring(prefix.length()), content);
            }
        });
        return part;
    }

    @Override
    public Optional<Kind> kind(String path) {
        JsonValue entry = files.get(path);
        if (entry != null) {
            return Optional.of(entry instanceof JsonValue.Obj ? Kind.SYMLINK : Kind.REGULAR);
        }
        return path.isEmpty() || !below(path).isEmpty() ? Optional.of(Kind.DIRECTORY) : Optional.empty();
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        if (files.get(path) instanceof JsonValue.Text text) {
            return text.value().getBytes(StandardCharsets.UTF_8);
        }
        throw missing(path);
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        if (files.get(path) instanceof JsonValue.Obj object && object.get("link") instanceof JsonValue.Text target) {
            return target.value();
        }
        throw missing(path);
    }

    @Override
    public String show(String path) {
        return shown.apply(path);
    }

    @Override
    public FlakeException missing(String path) {
        return new FlakeException(missing.apply(path));
    }
}
