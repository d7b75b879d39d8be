package dev.flakelock.fetcher.replay;

import dev.flakelock.core.text.JsonValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One command, the world it ran in, and what came of it. Texts that speak of the directory of the case have
 * {@code /ROOT} in its place until {@link #in} is called.
 *
 * @param json what the step itself says
 * @param files the tracked files of the flake before the step
 * @param repos the branches and tags of all repositories
 * @param globalRegistry the text of the global registry; null if it cannot be downloaded
 */
record RecordedStep(
        Json json, Json files, Json repos, @Nullable String globalRegistry) {

    private static final String FLAKE = "/work/flake";
    private static final Pattern INNERMOST = Pattern.compile("(?s).*(?:^|\n *)error: ");

    static RecordedStep of(Json json, @Nullable RecordedStep last) {
        if (last == null) {
            return new RecordedStep(json, json.child("files"), json.child("repos"), json.text("globalRegistry"));
        }
        return new RecordedStep(
                json,
                json.has("files") ? json.child("files") : last.files,
                json.has("repos") ? json.child("repos") : last.repos,
                json.has("globalRegistry") ? json.text("globalRegistry") : last.globalRegistry);
    }

    /** The step as if it had been recorded in this directory. */
    RecordedStep in(Path root) {
        return new RecordedStep(
                json.mapTexts(text -> text.replace("/ROOT", root.toString())),
                files.mapTexts(text -> text.replace("/ROOT", root.toString())),
                repos,
                globalRegistry);
    }

    /** The words after {@code nix flake}. */
    List<String> args() {
        return json.texts("args");
    }

    Path workingDirectory(Path root) {
        return root.resolve(json.text("cwd", FLAKE).substring(1));
    }

    /** The directory that the flake's files are in: the root of the work tree if it is in git. */
    Path base(Path root) {
        return root.resolve(json.text("base", FLAKE).substring(1));
    }

    boolean inGit() {
        return json.flag("git", true);
    }

    /** The setting {@code flake-registry}. */
    String flakeRegistry() {
        return json.text("flakeRegistry", "https://channels.nixos.org/flake-registry.json");
    }

    /** What the repository of the flake is locked to where it is an input of itself; null where its tree is dirty. */
    @Nullable Json self() {
        return json.has("self") ? json.child("self") : null;
    }

    NavigableMap<String, JsonValue> tracked() {
        return files.map(value -> value);
    }

    /** The texts of the tracked files that are regular. */
    Map<String, String> texts() {
        NavigableMap<String, String> texts =
                files.map(value -> value instanceof JsonValue.Text text ? text.value() : "");
        texts.keySet().removeIf(path -> files.object().get(path) instanceof JsonValue.Obj);
        return texts;
    }

    boolean fails() {
        return json.has("exit");
    }

    int exitStatus() {
        Long status = json.number("exit");
        return status == null ? 0 : status.intValue();
    }

    List<String> warnings() {
        return json.texts("warnings");
    }

    /** What Nix wrote about the failure, all of it. */
    String error() {
        return json.text("error", "");
    }

    /** The first line of the error that led to all the others. */
    String innermostMessage() {
        return INNERMOST.matcher(error()).replaceFirst("").split("\n", 2)[0];
    }

    /** The steps on the way to the error that start with these words, outermost first. */
    List<String> traces(String start) {
        return Arrays.stream(error().split("\n"))
                .map(String::strip)
                .filter(line -> line.startsWith("… " + start))
                .map(line -> line.substring(2))
                .toList();
    }

    /** The text of {@code flake.lock} in the working directory after the step; null if there is none. */
    @Nullable String lockAfter(Path root) {
        if (json.has("lock")) {
            return json.text("lock");
        }
        String path = base(root)
                .relativize(workingDirectory(root))
                .resolve("flake.lock")
                .toString();
        return files.text(path);
    }
}
