package dev.flakelock.core.registry;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.Downloads;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.ref.BadUrlException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All registries of one run. They are loaded at the first lookup and then kept. Thread-safe.
 *
 * <pre>{@code
 * FlakeRef asked = FlakeRef.parse("nixpkgs/nixos-25.11", context);
 * registries.resolve(asked, RegistryScope.ALL, fetchContext).show();   // github:NixOS/nixpkgs/nixos-25.11
 * }</pre>
 *
 * <p>While a lock file is made, only references that are {@linkplain Input#isDirect() not direct} are looked up: an entry
 * for a place such as {@code github:owner/repo} changes nothing then.
 */
public final class Registries {

    private final Registry flags;
    private final RegistryLocations locations;
    private final Schemes schemes;
    private final Downloads downloads;
    private @Nullable Map<RegistryKind, Registry> loaded;

    /**
     * Registries that are not loaded yet.
     *
     * @param flags what options on the command line say
     * @param downloads fetches the global registry if it is behind a URL
     */
    public Registries(Registry flags, RegistryLocations locations, Schemes schemes, Downloads downloads) {
        this.flags = flags;
        this.locations = locations;
        this.schemes = schemes;
        this.downloads = downloads;
    }

    /**
     * The same registries with another value of {@code flake-registry}, as a flake can set it. If they are loaded
     * already it comes too late, and these registries are returned.
     */
    public synchronized Registries withGlobal(String global) {
        if (loaded != null) {
            return this;
        }
        RegistryLocations others = new RegistryLocations(locations.userFile(), locations.systemFile(), global);
        return new Registries(flags, others, schemes, downloads);
    }

    /**
     * What stands in place of a reference. The {@code dir} of the last entry that matched replaces its own.
     *
     * @param context is told of registries that are broken
     * @throws FlakeException if it cannot be found, registries are switched off, or one cannot be loaded, be it needed
     *     or not
     */
    public FlakeRef resolve(FlakeRef asked, RegistryScope scope, FetchContext context) throws FlakeException {
        return resolve(asked.input(), asked, scope, context).toRef(asked);
    }

    /**
     * What stands in place of an input; see {@link #resolve(FlakeRef, RegistryScope, FetchContext)}.
     *
     * @throws FlakeException if it cannot be found, registries are switched off, or one cannot be loaded
     */
    public Resolution resolve(Input asked, RegistryScope scope, FetchContext context) throws FlakeException {
        return resolve(asked, new FlakeRef(asked, ""), scope, context);
    }

    private Resolution resolve(Input asked, FlakeRef shown, RegistryScope scope, FetchContext context)
            throws FlakeException {
        if (scope == RegistryScope.NONE) {
            if (!asked.isDirect()) {
                throw new FlakeException(
                        "'" + shown.toUrl() + "' is an indirect flake reference, but registry lookups are not allowed");
            }
            return Resolution.find(asked, List.of());
        }
        List<Registry> registries = new ArrayList<>();
        load(context).forEach((kind, registry) -> {
            if (scope.includes(kind)) {
                registries.add(registry);
            }
        });
        return Resolution.find(asked, registries);
    }

    /**
     * One of the registries, for display.
     *
     * @throws FlakeException if one of them cannot be loaded
     */
    public Registry registry(RegistryKind kind, FetchContext context) throws FlakeException {
        Registry registry = load(context).get(kind);
        return registry == null ? Registry.empty() : registry;
    }

    private synchronized Map<RegistryKind, Registry> load(FetchContext context) throws FlakeException {
        if (loaded == null) {
            Map<RegistryKind, Registry> all = new EnumMap<>(RegistryKind.class);
            all.put(RegistryKind.FLAG, flags);
            all.put(RegistryKind.USER, RegistryFile.read(locations.userFile(), schemes, context::warn));
            all.put(RegistryKind.SYSTEM, RegistryFile.read(locations.systemFile(), schemes, context::warn));
            all.put(RegistryKind.GLOBAL, loadGlobal(context));
            loaded = all;
        }
        return loaded;
    }

    private Registry loadGlobal(FetchContext context) throws FlakeException {
        String global = locations.global();
        if (global.isEmpty()) {
            return Registry.empty();
        }
        Path file = absolutePath(global);
        if (file != null) {
            return RegistryFile.read(file, schemes, context::warn);
        }
        checkUrl(global);
        return RegistryReader.read(downloads.download(global, context), global, schemes, context::warn);
    }

    private static @Nullable Path absolutePath(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static void checkUrl(String text) throws FlakeException {
        try {
            FlakeUrl.parse(text);
        } catch (BadUrlException e) {
            throw new FlakeException("URL " + e.getMessage(), e)
                    .hint("The setting 'flake-registry' is an absolute path, a URL, or empty.");
        }
    }
}
