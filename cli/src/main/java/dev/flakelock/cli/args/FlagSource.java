package dev.flakelock.cli.args;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where flags are looked up. */
@FunctionalInterface
public interface FlagSource {

    /** The flag that an argument such as {@code --json} or {@code -v} means, or null. */
    @Nullable Flag find(String argument);

    /** The names of all flags, to propose one that may have been meant. */
    default List<String> names() {
        return List.of();
    }
}
