package dev.flakelock.core.flake;

import java.util.Set;

/** The recorded flake files whose error is not one of reading the file. */
final class CasesElsewhere {

    /** The error comes from parsing a flake reference or from its fetcher's attributes. */
    static final Set<String> ERROR_OF_REFERENCE = Set.of();

    private CasesElsewhere() {}
}
