package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.flake.Flake;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeReader;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Schemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads flakes and their lock files out of fetched trees; each file once, however often it is asked for. */
final class FlakeLoader {

    /** What was read, and what was worth warning of; that is told each time, since each pass starts from nothing. */
    private record Loaded<T>(T value, List<String> warnings) {

        T tell(Consumer<String> listener) {
            warnings.forEach(listener);
            return value;
        }
    }

    private static final Set<String> SELF_ATTRIBUTES = Set.of("lfs", "submodules");

    private final Schemes schemes;
    private final FlakeReader reader;
    private final Map<FlakeDirectory, Loaded<Flake>> flakes = new HashMap<>();
    private final Map<FlakeDirectory, Loaded<LockFile>> locks = new HashMap<>();

    FlakeLoader(Schemes schemes, FlakeReader reader) {
        this.schemes = schemes;
        this.reader = reader;
    }

    /**
     * What a {@code flake.nix} says.
     *
     * @param ref the reference of the flake, for messages
     * @param listener takes what is worth knowing
     */
    Flake flake(FlakeDirectory source, FlakeRef ref, Consumer<String> listener) throws FlakeException {
        Loaded<Flake> known = flakes.get(source);
        if (known == null) {
            List<String> warnings = new ArrayList<>();
            known = new Loaded<>(reader.read(source, ref.show(), warnings::add), warnings);
            flakes.put(source, known);
        }
        return known.tell(listener);
    }

    /** The {@code flake.lock} beside a {@code flake.nix}; the empty lock if there is none. */
    LockFile lockFile(FlakeDirectory source, Consumer<String> listener) throws FlakeException {
        Loaded<LockFile> known = locks.get(source);
        if (known == null) {
            List<String> warnings = new ArrayList<>();
            known = new Loaded<>(readLockFile(source, warnings::add), warnings);
            locks.put(source, known);
        }
        return known.tell(listener);
    }

    private LockFile readLockFile(FlakeDirectory source, Consumer<String> warnings) throws FlakeException {
        String path = source.path("flake.lock");
        Optional<SourceTree.Kind> kind = source.files().kind(path);
        if (kind.isEmpty()) {
            return LockFile.EMPTY;
        }
        if (kind.get() == SourceTree.Kind.SYMLINK) {
            throw new FlakeException("path '" + source.files().show(path) + "' is a symlink");
        }
        return LockFileReader.read(source.files().read(path), source.files().show(path), schemes, warnings);
    }

    /**
     * The attributes of an input with what its flake says about it.
     *
     * @throws FlakeException if the flake says something that it cannot
     */
    static Attrs withSelfAttrs(Attrs attrs, Flake flake) throws FlakeException {
        for (String name : flake.selfAttrs().asMap().keySet()) {
            if (!SELF_ATTRIBUTES.contains(name)) {
                throw new FlakeException("flake 'self' attribute '" + name + "' is not supported");
            }
        }
        Attrs all = attrs.withAll(flake.selfAttrs());
        return all.equals(attrs) ? attrs : all.without("narHash");
    }
}
