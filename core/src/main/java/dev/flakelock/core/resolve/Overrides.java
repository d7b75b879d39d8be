package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeInput;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the command line and the flakes further out say about inputs, by the path of the input.
 *
 * <p>Who comes first wins: the command line, then the outermost flake. So a flake has to be {@linkplain #collect
 * collected} before those below it.
 */
final class Overrides {

    private final NavigableMap<InputAttrPath, FlakeRef> commandLine;
    private final NavigableMap<InputAttrPath, InputOverride> all = new TreeMap<>();
    private final Set<InputAttrPath> used = new HashSet<>();

    /**
     * The overrides of the command line, and no others yet.
     *
     * @param top where the top-level flake lies
     */
    Overrides(Map<InputAttrPath, FlakeRef> commandLine, FlakeDirectory top) {
        this.commandLine = new TreeMap<>(commandLine);
        commandLine.forEach((path, ref) -> all.put(path, new InputOverride(FlakeInput.of(ref, true), top, null)));
    }

    /**
     * Adds what a flake says about the inputs of its inputs, at any depth.
     *
     * @param inputs the inputs of the flake
     * @param flake its path
     * @param source where it lies
     */
    void collect(Map<String, FlakeInput> inputs, InputAttrPath flake, FlakeDirectory source) {
        inputs.forEach((name, input) -> collect(input, flake.child(name), flake, source));
    }

    private void collect(FlakeInput input, InputAttrPath path, InputAttrPath flake, FlakeDirectory source) {
        input.overrides().forEach((name, inner) -> {
            InputAttrPath target = path.child(name);
            if (inner.ref() != null || inner.follows() != null) {
                all.putIfAbsent(target, new InputOverride(inner, source, flake));
            }
            collect(inner, target, flake, source);
        });
    }

    /** The names that are overridden in a flake and are none of its inputs, in order. */
    List<String> missing(InputAttrPath flake, Set<String> inputs) {
        return all.tailMap(flake, false).keySet().stream()
                .takeWhile(path -> path.isBelow(flake))
                .filter(path -> path.parent().equals(flake))
                .map(InputAttrPath::last)
                .filter(name -> !inputs.contains(name))
                .toList();
    }

    /** Whether there is an override for this input. */
    boolean has(InputAttrPath path) {
        return all.containsKey(path);
    }

    /** Whether the command line overrides this input. */
    boolean isFromCommandLine(InputAttrPath path) {
        return commandLine.containsKey(path);
    }

    /** The override for this input, which counts as used from now on; null if there is none. */
    @Nullable InputOverride use(InputAttrPath path) {
        used.add(path);
        return all.get(path);
    }

    /** The options of the command line that were for nothing, in order of the paths. */
    List<String> unusedOptions() throws FlakeException {
        List<String> unused = new ArrayList<>();
        for (Map.Entry<InputAttrPath, FlakeRef> override : commandLine.entrySet()) {
            if (!used.contains(override.getKey())) {
                unused.add("--override-input " + override.getKey() + " "
                        + override.getValue().show());
            }
        }
        return unused;
    }
}
