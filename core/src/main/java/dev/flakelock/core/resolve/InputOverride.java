package dev.flakelock.core.resolve;

import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeInput;
import dev.flakelock.core.lock.InputAttrPath;
import org.jspecify.annotations.Nullable;

/**
 * What is to be used for an input instead of what its own flake says. Immutable.
 *
 * @param input what to use, with paths relative to the root
 * @param source where the overriding flake lies, to which a relative reference is relative
 * @param parent the overriding flake; null for an override from the command line
 */
record InputOverride(
        FlakeInput input, FlakeDirectory source, @Nullable InputAttrPath parent) {}
