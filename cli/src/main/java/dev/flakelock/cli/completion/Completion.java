package dev.flakelock.cli.completion;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.command.CommandTree;
import dev.flakelock.cli.command.Session;
import dev.flakelock.core.error.FlakeException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers a shell that asks what could stand at a place of a command line, in Nix's protocol: the first line says what
 * sort of words they are ({@code normal} or {@code filenames}), each further line is a word, a tab, and a description.
 *
 * <p>Nothing is locked, fetched or written, and no mistake in the words before the place is reported.
 */
public final class Completion {

    /** The variable in which the index of the word stands, that of the program being 0. */
    public static final String VARIABLE = "NIX_GET_COMPLETIONS";

    private static final String FILES = "filenames";
    private static final String WORDS = "normal";

    private final Session session;
    private final CommandTree tree;
    private String flake = ".";
    private int operands;

    private Completion(Session session) {
        this.session = session;
        this.tree = new CommandTree(session);
    }

    /**
     * The answer, with a final line end.
     *
     * @param arguments the words behind the name of the program
     * @param index the index of the word to complete, that of the program being 0
     */
    public static String of(Session session, List<String> arguments, String index) {
        int place = Math.max(0, parse(index) - 1);
        List<String> before = arguments.subList(0, Math.min(place, arguments.size()));
        String word = place < arguments.size() ? arguments.get(place) : "";
        return new Completion(session).answer(before, word);
    }

    private static int parse(String index) {
        try {
            return Integer.parseInt(index.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private String answer(List<String> before, String word) {
        int at = 0;
        boolean onlyOperands = false;
        while (at < before.size()) {
            String argument = before.get(at++);
            if (argument.equals("--")) {
                onlyOperands = true;
            } else if (onlyOperands || !argument.startsWith("-")) {
                takeOperand(argument);
            } else {
                Flag flag = tree.find(argument);
                int wanted = flag == null ? 0 : flag.valueNames().size();
                if (flag != null && before.size() - at < wanted) {
                    return values(flag.valueNames().get(before.size() - at), word);
                }
                noteFlake(argument, before, at);
                at += wanted;
            }
        }
        if (!onlyOperands && word.startsWith("-")) {
            return lines(WORDS, flags(), word);
        }
        return tree.syntax() == null ? lines(WORDS, commands(), word) : values(nextOperand(), word);
    }

    private void takeOperand(String word) {
        try {
            if (tree.syntax() != null) {
                operands++;
                flake = isUpdate() ? flake : word;
            }
            tree.operand(word);
        } catch (FlakeException e) {
            operands++;
        }
    }

    private void noteFlake(String flag, List<String> before, int at) {
        if (flag.equals("--flake")) {
            flake = before.get(at);
        }
    }

    private boolean isUpdate() {
        return tree.canonicalPath().equals(List.of("update"));
    }

    private String nextOperand() {
        return tree.syntax() == null ? "" : tree.syntax().operands().nameOf(operands);
    }

    private String values(String name, String word) {
        return switch (name) {
            case "inputs", "input-path" -> lines(WORDS, new InputPaths(session, flake).proposals(), word);
            case "flake-url", "flake-refs", "directory", "from-url", "to-url", "url", "locked" ->
                lines(FILES, new PathNames(session, true).starting(word), word);
            case "file", "path", "paths", "registry", "flake-or-lock-file", "old", "new" ->
                lines(FILES, new PathNames(session, false).starting(word), word);
            default -> lines(WORDS, FixedValues.of(name), word);
        };
    }

    private Stream<Proposal> commands() {
        return tree.group().entries().stream()
                .filter(entry -> !entry.summary().isEmpty() && !entry.summary().contains("deprecated"))
                .map(entry -> new Proposal(entry.name(), entry.summary()));
    }

    private Stream<Proposal> flags() {
        Stream<Flag> own = tree.syntax() == null ? Stream.of() : tree.syntax().flags().list().stream();
        return Stream.concat(own, tree.globalFlags().flags().list().stream())
                .filter(flag -> !flag.description().equals(Flag.NO_EFFECT))
                .map(flag -> new Proposal(flag.name(), flag.description()));
    }

    private static String lines(String kind, Stream<Proposal> proposals, String word) {
        StringBuilder lines = new StringBuilder(kind).append('\n');
        proposals
                .filter(proposal -> proposal.word().startsWith(word))
                .forEach(proposal -> lines.append(proposal.line()).append('\n'));
        return lines.toString();
    }
}
