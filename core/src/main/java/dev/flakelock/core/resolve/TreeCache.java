package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.Resolution;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What has been fetched as one pass sees it: in the order in which the pass asks.
 *
 * <p>Nix remembers, for each input it has fetched, the directory that the registry named when it did. Whoever asks
 * for the same input later gets that directory too, or none if the first one did not come through a registry. So
 * the order decides about {@code dir}, and each pass has to begin with an empty cache.
 */
final class TreeCache {

    /**
     * A fetched input as the cache has it.
     *
     * @param resolved the input after the registries, or as asked for if it was in the cache
     * @param fetched what was fetched
     * @param dir the directory that a registry named, or null
     */
    record Entry(
            Input resolved, FetchedInput fetched, @Nullable String dir) {}

    private final FetchScope fetches;
    private final Consumer<Message> listener;
    private final Map<Input, Entry> entries = new HashMap<>();
    private boolean incomplete;

    /**
     * An empty cache.
     *
     * @param listener takes what each fetch had to tell, when it is first used
     */
    TreeCache(FetchScope fetches, Consumer<Message> listener) {
        this.fetches = fetches;
        this.listener = listener;
    }

    /** Whether something was asked for that is still under way. */
    boolean isIncomplete() {
        return incomplete;
    }

    /**
     * The tree of an input.
     *
     * @param scope the registries to ask if the input is indirect
     * @param hash whether the hash of the tree will be needed
     * @param asker the input it is for
     * @return null if it is still under way; this then {@linkplain #isIncomplete is incomplete}
     */
    @Nullable Entry get(Input asked, RegistryScope scope, boolean hash, InputAttrPath asker) throws FlakeException {
        Entry known = entries.get(asked);
        if (known != null) {
            return new Entry(asked, known.fetched(), known.dir());
        }
        Entry entry = asked.isDirect() ? fetch(asked, null, hash, asker) : fetchIndirect(asked, scope, hash, asker);
        if (entry != null) {
            entries.put(asked, entry);
        }
        return entry;
    }

    private @Nullable Entry fetchIndirect(Input asked, RegistryScope scope, boolean hash, InputAttrPath asker)
            throws FlakeException {
        Resolution resolved = use(fetches.resolve(asked, scope, asker));
        if (resolved == null) {
            return null;
        }
        Entry known = entries.get(resolved.input());
        Entry entry = known != null
                ? new Entry(resolved.input(), known.fetched(), known.dir())
                : fetch(resolved.input(), resolved.extra().text(FlakeRef.DIR), hash, asker);
        if (entry != null) {
            entries.put(resolved.input(), entry);
        }
        return entry;
    }

    private @Nullable Entry fetch(Input direct, @Nullable String dir, boolean hash, InputAttrPath asker)
            throws FlakeException {
        FetchedInput fetched = use(fetches.fetch(direct, hash, asker));
        return fetched == null ? null : new Entry(direct, fetched, dir);
    }

    private <T> @Nullable T use(@Nullable Fact<T> fact) throws FlakeException {
        if (fact == null) {
            incomplete = true;
            return null;
        }
        fact.messages().forEach(listener);
        return fact.get();
    }

    /** The directory of a flake: the one that the registry named, or else that of the reference. */
    static String directory(Entry entry, FlakeRef ref) {
        String dir = entry.dir();
        return dir == null ? ref.subdir() : dir;
    }
}
