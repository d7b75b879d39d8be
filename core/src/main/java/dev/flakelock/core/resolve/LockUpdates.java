package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which inputs are to be resolved anew although the lock file has them. Immutable.
 *
 * @param everything whether the old lock file is not to be used at all
 * @param paths the inputs to be resolved anew
 */
public record LockUpdates(boolean everything, NavigableSet<InputAttrPath> paths) {

    /** Only what the lock file lacks. */
    public static final LockUpdates NONE = new LockUpdates(false, new TreeSet<>());

    /** Everything. */
    public static final LockUpdates EVERYTHING = new LockUpdates(true, new TreeSet<>());

    /** Copies the collections. */
    public LockUpdates {
        paths = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(paths));
    }

    /**
     * The inputs with these paths, such as {@code nixpkgs} and {@code home-manager/nixpkgs}.
     *
     * @throws FlakeException if one of them is no path of an input
     */
    public static LockUpdates of(String... paths) throws FlakeException {
        NavigableSet<InputAttrPath> parsed = new TreeSet<>();
        for (String path : paths) {
            parsed.add(InputAttrPath.parse(path));
        }
        return of(parsed);
    }

    /** These inputs. */
    public static LockUpdates of(Set<InputAttrPath> paths) {
        return new LockUpdates(false, new TreeSet<>(paths));
    }

    /** Whether this input itself is to be resolved anew. */
    boolean contains(InputAttrPath path) {
        return paths.contains(path);
    }

    /** Whether some input below this one is to be resolved anew. */
    boolean containsBelow(InputAttrPath path) {
        return paths.tailSet(path, false).stream()
                .findFirst()
                .filter(next -> next.isBelow(path))
                .isPresent();
    }
}
