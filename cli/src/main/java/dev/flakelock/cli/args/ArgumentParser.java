package dev.flakelock.cli.args;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.NearestName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes a command line apart as Nix does: flags and operands in any order, each with its effect at once; {@code --}
 * ends the flags; {@code -vL} is {@code -v -L}; there is no {@code --flag=value}.
 */
public final class ArgumentParser {

    /** What a command line is read into. */
    public interface Target extends FlagSource {

        /**
         * Takes an argument that is no flag.
         *
         * @throws FlakeException if there is no place for it
         */
        void operand(String value) throws FlakeException;

        /**
         * Takes the end of the command line.
         *
         * @throws FlakeException if something is missing
         */
        void end() throws FlakeException;
    }

    private static final int MOST_CHANGES = 2;

    private final Target target;
    private final Deque<String> left;

    private ArgumentParser(Target target, Collection<String> arguments) {
        this.target = target;
        this.left = new ArrayDeque<>(arguments);
    }

    /**
     * Reads a command line.
     *
     * @throws UsageException if it cannot be understood
     * @throws FlakeException if a flag or an operand was refused
     */
    public static void parse(List<String> arguments, Target target) throws FlakeException {
        new ArgumentParser(target, arguments).parse();
    }

    private void parse() throws FlakeException {
        boolean onlyOperands = false;
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (onlyOperands || !argument.startsWith("-")) {
                target.operand(argument);
            } else if (argument.equals("--")) {
                onlyOperands = true;
            } else if (isCluster(argument)) {
                split(argument);
            } else {
                apply(argument);
            }
        }
        target.end();
    }

    private FlakeException unrecognised(String argument) {
        FlakeException error = new UsageException("unrecognised flag '" + argument + "'");
        NearestName.find(argument, target.names(), MOST_CHANGES)
                .ifPresent(name -> error.hint("Did you mean '" + name + "'?"));
        return error;
    }

    private void apply(String argument) throws FlakeException {
        Flag flag = target.find(argument);
        if (flag == null) {
            throw unrecognised(argument);
        }
        int wanted = flag.valueNames().size();
        if (left.size() < wanted) {
            throw new UsageException("flag '" + argument + "' requires " + wanted + " argument(s), but only "
                    + left.size() + " were given");
        }
        flag.effect().apply(IntStream.range(0, wanted).mapToObj(i -> left.pop()).toList());
    }

    private static boolean isCluster(String argument) {
        return argument.length() > 2 && isLetter(argument.charAt(1));
    }

    /** Puts {@code -v -L} in place of {@code -vL}, and {@code -j 3} in place of {@code -j3}. */
    private void split(String cluster) {
        int letters = 1;
        while (letters < cluster.length() && isLetter(cluster.charAt(letters))) {
            letters++;
        }
        if (letters < cluster.length()) {
            left.push(cluster.substring(letters));
        }
        for (int i = letters - 1; i > 0; i--) {
            left.push("-" + cluster.charAt(i));
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
