package dev.flakelock.cli.args;

import org.jspecify.annotations.Nullable;

/** Where flags are looked up. */
@FunctionalInterface
public interface FlagSource {

    /** The flag that an argument such as {@code --json} or {@code -v} means, or null. */
    @Nullable Flag find(String argument);
}
