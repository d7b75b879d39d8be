package dev.flakelock.core.registry;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.NearestName;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.util.List;
import java.util.Optional;

/**
 * What the registries make of an input. Immutable.
 *
 * @param input the input that is left when no entry matches any more; it can be fetched
 * @param extra the {@code dir} of the last entry that matched, if it has one
 */
public record Resolution(Input input, Attrs extra) {

    private static final int MAX_ROUNDS = 100;

    /**
     * Replaces an input again and again, each time by the first entry that matches, until none does. Branch, tag and
     * commit that were asked for are carried over wherever the matching entry does not name them itself.
     *
     * @param registries the registries to ask, in order
     * @throws FlakeException if there is no end to it, nothing is found, or a target cannot have what was asked for
     */
    static Resolution find(Input asked, List<Registry> registries) throws FlakeException {
        Resolution current = new Resolution(asked, Attrs.none());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Input input = current.input();
            Optional<RegistryEntry> entry = registries.stream()
                    .flatMap(registry -> registry.match(input).stream())
                    .findFirst();
            if (entry.isEmpty()) {
                if (!input.isDirect()) {
                    throw unknown(input, registries);
                }
                return current;
            }
            current = new Resolution(entry.get().apply(input), entry.get().extra());
        }
        throw new FlakeException(
                "cycle detected in flake registry for '" + current.input().toUrl() + "'");
    }

    /**
     * The reference that a reference becomes: its directory is that of the entry, or else its own.
     *
     * @throws FlakeException if the entry's directory is no text
     */
    public FlakeRef toRef(FlakeRef asked) throws FlakeException {
        if (!extra.has(FlakeRef.DIR)) {
            return new FlakeRef(input, asked.subdir());
        }
        String dir = extra.text(FlakeRef.DIR);
        if (dir == null) {
            throw new FlakeException("input attribute 'dir' is not a string " + AttrsJson.compact(extra));
        }
        return new FlakeRef(input, dir);
    }

    private static FlakeException unknown(Input input, List<Registry> registries) throws FlakeException {
        FlakeException error = new FlakeException("cannot find flake '" + input.toUrl() + "' in the flake registries");
        String id = input.attrs().text("id");
        List<String> known = registries.stream()
                .flatMap(registry -> registry.entries().stream())
                .flatMap(entry -> Optional.ofNullable(entry.from().attrs().text("id")).stream())
                .toList();
        Optional<String> near = id == null ? Optional.empty() : NearestName.find(id, known);
        return error.hint(near.map(name -> "Did you mean '" + name + "'?")
                .orElse("write where the flake is, for example github:OWNER/REPO; 'flakelock registry list' shows what"
                        + " has a short name"));
    }
}
