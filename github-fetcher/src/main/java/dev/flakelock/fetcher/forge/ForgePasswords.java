package dev.flakelock.fetcher.forge;

import java.util.Optional;

/** Where a password for a forge may be found that nobody has given to this program: with git's helpers, for example. */
@FunctionalInterface
public interface ForgePasswords {

    /** The password, or token, for the repository with this URL. May take a while, as programs may be run. */
    Optional<String> find(String repositoryUrl);

    /** None. */
    static ForgePasswords none() {
        return url -> Optional.empty();
    }
}
