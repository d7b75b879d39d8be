package dev.flakelock.fetcher.replay;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.RegistryLocations;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Replays the steps of one case in a directory, one after the other. */
final class Replay {

    /**
     * What came of a step.
     *
     * @param failure the failure, or null
     * @param warnings the warnings, without colours
     */
    record Outcome(@Nullable FlakeException failure, List<String> warnings) {}

    private final Recording recording;
    private final RecordedCase recorded;
    private final Path root;
    private final int parallelism;
    private final UnaryOperator<InputFetchers> around;
    private final Set<String> tracked = new HashSet<>();

    /**
     * A case in this directory, which is empty.
     *
     * @param around changes how the recorded inputs are fetched
     */
    Replay(
            Recording recording,
            RecordedCase recorded,
            Path root,
            int parallelism,
            UnaryOperator<InputFetchers> around) {
        this.recording = recording;
        this.recorded = recorded;
        this.root = root;
        this.parallelism = parallelism;
        this.around = around;
    }

    /** Puts the flake into the state before a step, and runs the step. */
    Outcome run(RecordedStep step) throws IOException {
        prepare(step);
        List<String> warnings = new ArrayList<>();
        try {
            lock(step, warnings);
            return new Outcome(null, warnings);
        } catch (FlakeException e) {
            return new Outcome(e, warnings);
        }
    }

    private void prepare(RecordedStep step) throws IOException {
        Path base = step.base(root);
        for (String path : tracked) {
            Files.delete(base.resolve(path));
        }
        tracked.clear();
        Files.createDirectories(step.inGit() ? base.resolve(".git") : base);
        for (Map.Entry<String, String> file : step.texts().entrySet()) {
            Path path = base.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            tracked.add(file.getKey());
        }
        Files.createDirectories(step.workingDirectory(root));
    }

    private void lock(RecordedStep step, List<String> warnings) throws FlakeException, IOException {
        Schemes schemes = StandardSchemes.of(
                SchemeOptions.defaults(), around.apply(new RecordedFetchers(recording, recorded, step, root).all()));
        for (String type : List.of("git", "path")) {
            schemes = schemes.with(new WritableScheme(schemes.find(type).orElseThrow()));
        }
        Command command = Command.parse(step.args(), schemes, step.workingDirectory(root));
        Resolver resolver = new Resolver(
                schemes, registries(step, command, schemes)::resolve, new FlakeNixReader(schemes, false), parallelism);
        resolver.lock(command.request(), text -> warnings.add(text.replaceAll("\u001b\\[[0-9;]*m", "")));
    }

    private Registries registries(RecordedStep step, Command command, Schemes schemes) throws IOException {
        RegistryLocations locations = new RegistryLocations(
                registryFile("userRegistry"), registryFile("systemRegistry"), step.flakeRegistry());
        return new Registries(command.flags(), locations, schemes, (url, context) -> {
            String registry = step.globalRegistry();
            if (registry == null) {
                throw new FlakeException("unable to download '" + url + "'");
            }
            return registry.getBytes(StandardCharsets.UTF_8);
        });
    }

    private Path registryFile(String member) throws IOException {
        Path file = root.resolve(member + ".json");
        String text = recorded.registry(member);
        if (text != null) {
            Files.writeString(file, text.replace("/ROOT", root.toString()));
        }
        return file;
    }
}
