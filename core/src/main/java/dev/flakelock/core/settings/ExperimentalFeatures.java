package dev.flakelock.core.settings;

import java.util.Set;

/** The names that the setting {@code experimental-features} may hold in Nix 2.34.8. */
final class ExperimentalFeatures {

    private static final Set<String> KNOWN = Set.of(
            "auto-allocate-uids",
            "blake3-hashes",
            "ca-derivations",
            "cgroups",
            "configurable-impure-env",
            "daemon-trust-override",
            "dynamic-derivations",
            "external-builders",
            "fetch-closure",
            "fetch-tree",
            "flakes",
            "git-hashing",
            "impure-derivations",
            "local-overlay-store",
            "mounted-ssh-store",
            "nix-command",
            "parse-toml-timestamps",
            "pipe-operators",
            "read-only-local-store",
            "recursive-nix",
            "verified-fetches");

    private ExperimentalFeatures() {}

    static boolean isKnown(String feature) {
        return KNOWN.contains(feature);
    }

    static Notice unknown(String feature) {
        if (feature.equals("no-url-literals")) {
            return Notice.warning("experimental feature 'no-url-literals' has been stabilized and renamed; "
                    + "use 'lint-url-literals = fatal' setting instead");
        }
        return Notice.warning("unknown experimental feature '" + feature + "'");
    }
}
