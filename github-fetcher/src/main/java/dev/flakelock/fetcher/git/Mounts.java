package dev.flakelock.fetcher.git;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Submodules at their paths in a tree. Immutable. */
final class Mounts {

    static final Mounts NONE = new Mounts(Map.of());

    /** A path in a submodule. */
    record Inside(GitFiles files, String path) {}

    private final Map<String, GitFiles> byPath;

    Mounts(Map<String, GitFiles> byPath) {
        this.byPath = new TreeMap<>(byPath);
    }

    Map<String, GitFiles> asMap() {
        return byPath;
    }

    /** The submodule at exactly this path. */
    @Nullable GitFiles at(String path) {
        return byPath.get(path);
    }

    /** The submodule that a path is in or at. */
    Optional<Inside> find(String path) {
        for (Map.Entry<String, GitFiles> mount : byPath.entrySet()) {
            String place = mount.getKey();
            if (path.equals(place)) {
                return Optional.of(new Inside(mount.getValue(), ""));
            }
            if (path.startsWith(place + "/")) {
                return Optional.of(new Inside(mount.getValue(), path.substring(place.length() + 1)));
            }
        }
        return Optional.empty();
    }
}
