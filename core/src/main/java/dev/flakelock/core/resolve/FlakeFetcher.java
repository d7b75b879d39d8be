package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryKind;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.Resolution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resolves and fetches flake references without looking for a flake there.
 *
 * <p>Holds no state of its own; may be used by several threads at once if the registries may be.
 */
public final class FlakeFetcher {

    private final RegistryLookup registries;
    private final int parallelism;

    /**
     * A fetcher.
     *
     * @param parallelism how many references are fetched at the same time, at least 1
     */
    public FlakeFetcher(RegistryLookup registries, int parallelism) {
        this.registries = registries;
        this.parallelism = parallelism;
    }

    /**
     * What a reference stands for after all registries.
     *
     * @throws FlakeException if no registry knows it, if one cannot be loaded, or if the thread is interrupted
     */
    public FlakeRef resolve(FlakeRef asked, LockListener listener) throws FlakeException {
        try (FetchScope fetches = FetchScope.heardBy(listener, registries, 1)) {
            @Nullable Fact<Resolution> fact = fetches.resolve(asked.input(), RegistryScope.ALL, InputAttrPath.ROOT);
            while (fact == null) {
                fetches.awaitNews();
                fact = fetches.resolve(asked.input(), RegistryScope.ALL, InputAttrPath.ROOT);
            }
            fact.messages().forEach(message -> message.tell(listener));
            return fact.get().toRef(asked);
        }
    }

    /**
     * Fetches direct references, each once, and hashes their trees.
     *
     * @return what came of each, in the same order; a failure keeps no other from being fetched
     * @throws FlakeException if the thread is interrupted
     */
    public List<FetchedFlake> fetch(Collection<FlakeRef> refs, LockListener listener) throws FlakeException {
        List<FetchedFlake> results = new ArrayList<>();
        try (FetchScope fetches = FetchScope.heardBy(listener, registries, parallelism)) {
            refs.forEach(ref -> fetches.fetch(ref.input(), true, InputAttrPath.ROOT));
            for (FlakeRef ref : refs) {
                @Nullable Fact<FetchedInput> fact = fetches.fetch(ref.input(), true, InputAttrPath.ROOT);
                while (fact == null) {
                    fetches.awaitNews();
                    fact = fetches.fetch(ref.input(), true, InputAttrPath.ROOT);
                }
                fact.messages().forEach(message -> message.tell(listener));
                results.add(result(ref, fact));
            }
        }
        return results;
    }

    /**
     * The entries of all registries, those of the command line first.
     *
     * @throws FlakeException if one of them cannot be loaded, or if the thread is interrupted
     */
    public Map<RegistryKind, Registry> registries(Registries all, LockListener listener) throws FlakeException {
        FetchTask<Map<RegistryKind, Registry>> task = new FetchTask<>(
                context -> {
                    Map<RegistryKind, Registry> contents = new EnumMap<>(RegistryKind.class);
                    for (RegistryKind kind : RegistryKind.values()) {
                        contents.put(kind, all.registry(kind, context));
                    }
                    return contents;
                },
                () -> {});
        task.run();
        Fact<Map<RegistryKind, Registry>> fact = Objects.requireNonNull(task.outcome(), "it has run");
        fact.messages().forEach(message -> message.tell(listener));
        return fact.get();
    }

    private static FetchedFlake result(FlakeRef ref, Fact<FetchedInput> fact) {
        try {
            FetchedInput input = fact.get();
            return new FetchedFlake(ref, new FlakeRef(input.found(), ref.subdir()), input.tree(), null);
        } catch (FlakeException e) {
            return new FetchedFlake(ref, null, null, e);
        }
    }
}
