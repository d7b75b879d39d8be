package dev.flakelock.core.flake;

import java.util.Set;

/**
 * The recorded flake files whose error is not one of reading the file. That they are read is checked here, their
 * error where references are parsed and inputs are fetched.
 */
final class CasesElsewhere {

    /** The flake reference of an input, or the attributes that its fetcher takes, are wrong. */
    static final Set<String> ERROR_OF_REFERENCE = Set.of(
            "rec-input-ref-static-order",
            "url-fragment",
            "url-bad",
            "attrs-type-int",
            "attrs-unsupported",
            "attrs-missing",
            "attrs-url-path-with-type",
            "formal-underscore",
            "formal-bad-id-with-explicit");

    /** The attributes of {@code inputs.self} do not fit the fetcher of the flake itself. */
    static final Set<String> ERROR_OF_SELF =
            Set.of("self-url", "self-unknown-git", "self-submodules-string-git", "self-quoted");

    private CasesElsewhere() {}
}
