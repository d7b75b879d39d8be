package dev.flakelock.cli.args;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a command takes besides flags: some operands one by one, then perhaps any number of further ones. Filled while a
 * command line is parsed, once.
 */
public final class Operands {

    /**
     * One operand.
     *
     * @param name what the help calls it
     * @param optional whether it may be left out; then all that follow it are optional too
     * @param target takes the value
     */
    private record Operand(String name, boolean optional, Consumer<String> target) {}

    private final List<Operand> single = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private @Nullable String restName;
    private @Nullable Consumer<List<String>> rest;

    /** Adds an operand that must be given. */
    public Operands required(String name, Consumer<String> target) {
        single.add(new Operand(name, false, target));
        return this;
    }

    /** Adds an operand that may be given. */
    public Operands optional(String name, Consumer<String> target) {
        single.add(new Operand(name, true, target));
        return this;
    }

    /** Takes all further operands, of which there may be none. */
    public Operands rest(String name, Consumer<List<String>> target) {
        restName = name;
        rest = target;
        return this;
    }

    /** How the operands stand in a usage line: {@code FROM [TO] [INPUT...]}. */
    public String usage() {
        List<String> words = new ArrayList<>();
        single.forEach(operand -> words.add(operand.optional() ? "[" + operand.name() + "]" : operand.name()));
        if (restName != null) {
            words.add("[" + restName + "...]");
        }
        return String.join(" ", words);
    }

    /** What the help calls the operand that follows so many others; empty if there is no place for one. */
    public String nameOf(int index) {
        String further = restName == null ? "" : restName;
        return index < single.size() ? single.get(index).name() : further;
    }

    /**
     * Takes the next operand of a command line.
     *
     * @throws UsageException if there is no place for another one
     */
    public void take(String value) throws UsageException {
        if (values.size() < single.size()) {
            single.get(values.size()).target().accept(value);
        } else if (rest == null) {
            throw new UsageException("unexpected argument '" + value + "'");
        }
        values.add(value);
    }

    /**
     * Ends the command line.
     *
     * @throws UsageException if an operand is missing
     */
    public void end() throws UsageException {
        if (values.size() < single.size()) {
            if (!single.get(values.size()).optional()) {
                throw new UsageException("more arguments are required");
            }
        } else if (rest != null) {
            rest.accept(List.copyOf(values.subList(single.size(), values.size())));
        }
    }
}
