package dev.flakelock.fetcher.cases;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The small flake that stands for every input which is not relative: it has two inputs, {@code nixpkgs} and
 * {@code utils}, for others to override. It is found whatever is asked for, in every directory of its tree.
 */
final class StandIn implements SourceTree {

    private static final String FLAKE_NIX = """
            {
              inputs.nixpkgs = { url = "path:./nixpkgs"; flake = false; };
              inputs.utils = { url = "path:./utils"; flake = false; };
              outputs = _: { };
            }
            """;

    private static final String REV = "1".repeat(40);

    private StandIn() {}

    /** An input of this flake as a lock file shows it, with nothing overridden. */
    static JsonValue.Obj declaredInput(InputAttrPath path) {
        JsonValue original = JsonValue.Obj.of(
                Map.of("type", new JsonValue.Text("path"), "path", new JsonValue.Text("./" + path.last())));
        return JsonValue.Obj.of(Map.of(
                "original", original, "flake", new JsonValue.Bool(false), "parent", LockView.names(path.parent())));
    }

    /** Fetchers that read the directories below this one, and find this flake everywhere else. */
    static InputFetchers outsideOf(Path directory, InputFetchers real) {
        return new InputFetchers(
                finding(StandIn::commit),
                finding(StandIn::commit),
                finding(StandIn::commit),
                below(directory, "url", real.git(), finding(StandIn::countedCommit)),
                finding(StandIn::countedCommit),
                below(directory, "path", real.path(), finding(StandIn::time)),
                finding(StandIn::time),
                finding(asked -> asked));
    }

    private static InputFetcher below(Path directory, String attribute, InputFetcher real, InputFetcher other) {
        return new InputFetcher() {
            @Override
            public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
                String place = Objects.requireNonNull(input.attrs().text(attribute));
                boolean isHere = place.startsWith(directory.toString()) || place.startsWith("file://" + directory);
                return (isHere ? real : other).fetch(input, context);
            }

            @Override
            public void putFile(Input input, String path, FileChange change, @Nullable String message)
                    throws FlakeException {
                real.putFile(input, path, change, message);
            }
        };
    }

    private static InputFetcher finding(UnaryOperator<Attrs> found) {
        return (input, context) -> FetchedTree.hashed(found.apply(input.attrs()), new StandIn(), hash(input.attrs()));
    }

    private static Attrs time(Attrs asked) {
        return asked.has("lastModified") ? asked : asked.with("lastModified", 1);
    }

    private static Attrs commit(Attrs asked) {
        Attrs found = time(asked).without("ref");
        return found.has("rev") ? found : found.with("rev", REV);
    }

    private static Attrs countedCommit(Attrs asked) {
        Attrs found = time(asked);
        found = found.has("ref") ? found : found.with("ref", "main");
        found = found.has("revCount") ? found : found.with("revCount", 1);
        return found.has("rev") ? found : found.with("rev", REV);
    }

    private static Hash hash(Attrs asked) throws FlakeException {
        String narHash = asked.text("narHash");
        try {
            return narHash == null ? Hash.zeroSha256() : Hash.parseSri(narHash);
        } catch (HashFormatException e) {
            throw new FlakeException(narHash + " is no hash", e);
        }
    }

    @Override
    public Optional<Kind> kind(String path) {
        if (path.endsWith("flake.lock")) {
            return Optional.empty();
        }
        return Optional.of(path.endsWith("flake.nix") ? Kind.REGULAR : Kind.DIRECTORY);
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        if (!path.endsWith("flake.nix")) {
            throw missing(path);
        }
        return FLAKE_NIX.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        throw missing(path);
    }

    @Override
    public String show(String path) {
        return "«stand-in»/" + path;
    }
}
