/**
 * A stand-in for GitHub on this machine: an HTTPS proxy that answers for {@code api.github.com}, {@code github.com} and
 * {@code codeload.github.com} out of a directory, each answer after a delay. Knows nothing of flakes.
 */
@NullMarked
package dev.flakelock.benchmarks.standin;

import org.jspecify.annotations.NullMarked;
