package dev.flakelock.fetcher.git.clean;

import org.jspecify.annotations.Nullable;

/**
 * What HEAD is.
 *
 * @param branch the branch that it names, in full, or null when it is detached
 * @param commit the commit, 40 hexadecimal digits
 */
record Head(@Nullable String branch, String commit) {}
