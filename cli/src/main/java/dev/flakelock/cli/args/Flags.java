package dev.flakelock.cli.args;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flags of a command, in the order in which the help lists them. Immutable. */
public final class Flags implements FlagSource {

    private final List<Flag> list;
    private final Map<String, Flag> byArgument = new HashMap<>();

    private Flags(List<Flag> list) {
        this.list = Collections.unmodifiableList(list);
        for (Flag flag : list) {
            byArgument.put(flag.name(), flag);
            if (flag.shortName() != '\0') {
                byArgument.put("-" + flag.shortName(), flag);
            }
        }
    }

    /** These flags. */
    public static Flags of(Flag... flags) {
        return new Flags(List.of(flags));
    }

    /** These flags and those. */
    public Flags and(Flags others) {
        List<Flag> all = new ArrayList<>(list);
        all.addAll(others.list);
        return new Flags(all);
    }

    /** These flags without some. */
    public Flags without(String... names) {
        List<String> gone = List.of(names);
        return new Flags(
                list.stream().filter(flag -> !gone.contains(flag.name())).toList());
    }

    /** All of them, in order. */
    public List<Flag> list() {
        return list;
    }

    @Override
    public @Nullable Flag find(String argument) {
        return byArgument.get(argument);
    }
}
