package dev.flakelock.cli.progress;

import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.resolve.FetchEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How many inputs have been fetched, of those known so far. An input is one, though its name may have to be looked up
 * before it can be fetched; where nothing is an input of a flake, each reference is one.
 */
final class FetchCount {

    private final Map<InputAttrPath, Set<String>> underway = new HashMap<>();
    private final Set<String> references = new HashSet<>();
    private final Set<String> finished = new HashSet<>();

    /** Takes note of what begins and ends. */
    void take(FetchEvent event) {
        if (event instanceof FetchEvent.Started) {
            references.add(event.reference());
            underway.computeIfAbsent(event.input(), unused -> new HashSet<>()).add(event.reference());
        } else if (event instanceof FetchEvent.Finished) {
            finished.add(event.reference());
            end(event);
        } else if (event instanceof FetchEvent.Failed) {
            references.remove(event.reference());
            end(event);
        }
    }

    private void end(FetchEvent event) {
        underway.getOrDefault(event.input(), new HashSet<>()).remove(event.reference());
    }

    /** The count in words. */
    String text() {
        Set<InputAttrPath> inputs = new HashSet<>(underway.keySet());
        inputs.remove(InputAttrPath.ROOT);
        if (inputs.isEmpty()) {
            return finished.size() + " of " + references.size() + " fetched";
        }
        inputs.removeIf(input -> !underway.getOrDefault(input, Set.of()).isEmpty());
        int known = underway.size() - (underway.containsKey(InputAttrPath.ROOT) ? 1 : 0);
        return inputs.size() + " of " + known + (known == 1 ? " input" : " inputs") + " fetched";
    }
}
