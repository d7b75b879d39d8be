package dev.flakelock.fetcher.cases;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Resolution;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** The directory of one recorded flake. */
final class FlakeNixWorld {

    private static final String UPDATING = "while updating the lock file of flake '";

    private final FlakeNixCase recorded;
    private final Path directory;
    private final Schemes schemes;
    private final List<String> warnings = new ArrayList<>();

    /**
     * A flake in this directory, which does not exist yet.
     *
     * @param real the fetchers of the flake itself
     */
    FlakeNixWorld(FlakeNixCase recorded, Path directory, InputFetchers real) {
        this.recorded = recorded;
        this.directory = directory;
        this.schemes = StandardSchemes.of(SchemeOptions.defaults(), StandIn.outsideOf(directory, real));
    }

    /** Writes the files of the flake. */
    FlakeNixWorld write() throws IOException, GitAPIException {
        Files.createDirectories(directory.resolve("sub/x"));
        Files.writeString(directory.resolve("flake.nix"), recorded.flakeNix());
        Files.writeString(directory.resolve("sub/flake.nix"), "{ outputs = _: { }; }\n");
        // The notes about the recording forget this one, without which Nix refuses the only case that names it.
        Files.writeString(directory.resolve("sub/x/flake.nix"), "{ outputs = _: { }; }\n");
        if (recorded.inGit()) {
            commit();
        }
        return this;
    }

    private void commit() throws GitAPIException {
        try (Git git = Git.init()
                .setInitialBranch("main")
                .setDirectory(directory.toFile())
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("First")
                    .setAuthor("A", "a@example.org")
                    .setCommitter("A", "a@example.org")
                    .setSign(false)
                    .call();
        }
    }

    /** Locks the flake; what came of it, in the form of {@link FlakeNixCase#outcome}. */
    JsonValue.Obj lock() {
        NavigableMap<String, JsonValue> outcome = new TreeMap<>();
        try {
            show(lockFlake(), outcome);
        } catch (FlakeException e) {
            show(e, outcome);
        }
        if (!warnings.isEmpty()) {
            outcome.put("warnings", texts(warnings));
        }
        return new JsonValue.Obj(outcome);
    }

    private LockedFlake lockFlake() throws FlakeException {
        Resolver resolver = new Resolver(
                schemes,
                (input, scope, context) -> resolve(input),
                new FlakeNixReader(schemes, recorded.pipeOperators()),
                1);
        String url = (recorded.inGit() ? "git+file://" : "path:") + directory;
        FlakeRef flake = FlakeRef.parse(url, RefContext.absolute(schemes));
        return resolver.lock(LockRequest.of(flake).build(), this::warning);
    }

    private void warning(String text) {
        // That a file is written was not recorded.
        if (!text.startsWith("creating lock file \"" + directory)) {
            String plain = text.replaceAll("\u001b\\[[0-9;]*m", "");
            warnings.add("warning: " + plain.lines().findFirst().orElse(""));
        }
    }

    /** All names are registered. */
    private Resolution resolve(Input indirect) throws FlakeException {
        Attrs attrs = Attrs.none()
                .with("type", "git")
                .with("url", "https://example.org/" + indirect.attrs().text("id"));
        Input target = schemes.inputFromAttrs(attrs);
        return new Resolution(
                target.requireScheme()
                        .withRefAndRev(
                                target,
                                indirect.attrs().text("ref"),
                                indirect.attrs().text("rev")),
                Attrs.none());
    }

    private void show(LockedFlake locked, Map<String, JsonValue> outcome) throws FlakeException {
        outcome.put("inputs", new LockView(locked.lockFile()).inputs());
        String description = locked.flake().description();
        if (description != null) {
            outcome.put("description", new JsonValue.Text(description));
        }
        Map<String, JsonValue> self =
                new TreeMap<>(AttrsJson.toJson(locked.locked().toAttrs()).members());
        self.keySet().retainAll(List.of("submodules", "lfs"));
        if (!self.isEmpty()) {
            outcome.put("self", JsonValue.Obj.of(self));
        }
    }

    private void show(FlakeException e, Map<String, JsonValue> outcome) {
        outcome.put(
                "error",
                new JsonValue.Text(shown(e.getMessage().lines().findFirst().orElse(""))));
        if (e.location() != null) {
            outcome.put("at", new JsonValue.Text(shown(e.location().toString())));
        }
        List<String> traces =
                new ArrayList<>(e.traces().stream().map(Trace::text).toList());
        // The recording says so in a word.
        if (!traces.isEmpty() && traces.get(0).startsWith(UPDATING)) {
            traces.remove(0);
            outcome.put("phase", new JsonValue.Text("lock"));
        }
        if (!traces.isEmpty()) {
            outcome.put("trace", texts(traces));
        }
    }

    private JsonValue texts(List<String> texts) {
        return new JsonValue.Array(texts.stream()
                .<JsonValue>map(text -> new JsonValue.Text(shown(text)))
                .toList());
    }

    /** A text with the recording's words for places. */
    private String shown(String text) {
        return text.replaceAll("/nix/store/[0-9a-z]{32}-source", "\\$SRC")
                .replace("/nix/store", "$STORE")
                .replace(directory.toString(), recorded.inGit() ? "$SRC" : "$DIR");
    }
}
