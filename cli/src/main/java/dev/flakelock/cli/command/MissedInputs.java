package dev.flakelock.cli.command;

import dev.flakelock.core.error.NearestName;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.resolve.LockRequest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What may have been meant by inputs that the user named and that the flake does not have. */
final class MissedInputs {

    private MissedInputs() {}

    /** A sentence for each name that is like one that there is; Nix warns of all the others as well. */
    static List<String> of(LockRequest request, LockFile lock) {
        Set<InputAttrPath> named = new TreeSet<>(request.updates().paths());
        named.addAll(request.overrides().keySet());
        List<String> known =
                lock.edges().keySet().stream().map(InputAttrPath::toString).toList();
        return named.stream()
                .map(InputAttrPath::toString)
                .filter(name -> !known.contains(name))
                .flatMap(name -> NearestName.find(name, known)
                        .map(near -> "there is no input '" + name + "'; did you mean '" + near + "'?")
                        .stream())
                .toList();
    }
}
