package dev.flakelock.core.nix;

import dev.flakelock.core.nix.Grammar.Associativity;
import dev.flakelock.core.nix.Grammar.Rule;
import dev.flakelock.core.nix.Grammar.Strength;
import dev.flakelock.core.nix.LalrAutomaton.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes {@code ParserTables.java} from {@code nix.grammar}. Run {@link #main} from the module's directory after a
 * change of the grammar, then format the sources; a test fails while the two do not match.
 */
final class ParserTableGenerator {

    static final Path GRAMMAR = Path.of("src/main/grammar/nix.grammar");
    private static final Path OUTPUT = Path.of("src/main/java/dev/flakelock/core/nix/ParserTables.java");

    final Grammar grammar;
    final int[] actions;
    final int[] gotos;
    final int[] defaults;
    final List<String> conflicts = new ArrayList<>();
    private final LalrAutomaton automaton;

    ParserTableGenerator(Grammar grammar) {
        this.grammar = grammar;
        this.automaton = new LalrAutomaton(grammar);
        int states = automaton.states.size();
        this.actions = new int[states * grammar.tokens];
        this.gotos = new int[states * (grammar.symbols.size() - grammar.tokens)];
        this.defaults = new int[states];
        automaton.states.forEach(this::fill);
    }

    public static void main(String[] arguments) throws IOException {
        ParserTableGenerator generator = new ParserTableGenerator(Grammar.read(GRAMMAR));
        if (!generator.conflicts.isEmpty()) {
            throw new IllegalStateException("conflicts: " + generator.conflicts);
        }
        Files.writeString(OUTPUT, generator.source());
    }

    private void fill(State state) {
        int row = state.number * grammar.tokens;
        int nonTerminals = grammar.symbols.size() - grammar.tokens;
        state.transitions.forEach((symbol, target) -> {
            if (grammar.isToken(symbol)) {
                actions[row + symbol] = ParserTables.SHIFT + target.number;
            } else {
                gotos[state.number * nonTerminals + symbol - grammar.tokens] = target.number;
            }
        });
        Map<Integer, BitSet> reductions = new TreeMap<>();
        automaton.closure(state.kernel, state.lookaheads).forEach((item, lookaheads) -> {
            int rule = item >> 4;
            if ((item & 15) == grammar.rules.get(rule).right().length) {
                reductions.put(rule, resolve(state, rule, lookaheads));
            }
        });
        addReductions(state, reductions);
    }

    /** Settles shift or reduce by the strengths of the operators; returns the tokens that reduce. */
    private BitSet resolve(State state, int rule, BitSet lookaheads) {
        BitSet reducing = (BitSet) lookaheads.clone();
        int row = state.number * grammar.tokens;
        Strength ofRule = grammar.strengths.get(grammar.rules.get(rule).operator());
        lookaheads.stream().filter(t -> actions[row + t] != 0).forEach(t -> {
            Strength ofToken = grammar.strengths.get(t);
            if (ofRule == null || ofToken == null) {
                conflicts.add("state " + state.number + ", " + grammar.symbols.get(t));
                reducing.clear(t);
            } else if (ofRule.level() < ofToken.level()
                    || (ofRule.level() == ofToken.level() && ofToken.associativity() == Associativity.RIGHT)) {
                reducing.clear(t);
            } else if (ofRule.level() == ofToken.level() && ofToken.associativity() == Associativity.NONE) {
                actions[row + t] = ParserTables.REFUSE;
                reducing.clear(t);
            } else {
                actions[row + t] = 0;
            }
        });
        return reducing;
    }

    /** The reduction with the most lookaheads becomes the default, the first of them if there are several. */
    private void addReductions(State state, Map<Integer, BitSet> reductions) {
        int best = -1;
        int most = -1;
        for (var entry : reductions.entrySet()) {
            if (entry.getValue().cardinality() > most) {
                best = entry.getKey();
                most = entry.getValue().cardinality();
            }
        }
        if (best < 0) {
            return;
        }
        defaults[state.number] = best;
        for (var entry : reductions.entrySet()) {
            if (entry.getKey() == best) {
                continue;
            }
            entry.getValue().stream().forEach(t -> {
                int cell = state.number * grammar.tokens + t;
                if (actions[cell] != 0) {
                    conflicts.add("state " + state.number + ", " + grammar.symbols.get(t));
                }
                actions[cell] = entry.getKey();
            });
        }
    }

    private String source() {
        StringBuilder out = new StringBuilder();
        out.append("package dev.flakelock.core.nix;\n\n");
        out.append("/** Made from {@code nix.grammar} by {@code ParserTableGenerator}; do not edit. */\n");
        out.append("final class ParserTables {\n\n");
        out.append("/** An action from here on: shift, and go to the state that is added to this. */\n");
        out.append("static final int SHIFT = 1024;\n\n");
        out.append("/** The action that is an error although the state has a default. */\n");
        out.append("static final int REFUSE = 1023;\n\n");
        for (int token = 0; token < grammar.tokens; token++) {
            out.append("static final int T_%s = %d;\n".formatted(grammar.symbols.get(token), token));
        }
        out.append('\n');
        for (int rule = 0; rule < grammar.rules.size(); rule++) {
            if (!grammar.rules.get(rule).label().equals("-")) {
                out.append("static final int %s = %d;\n"
                        .formatted(grammar.rules.get(rule).label(), rule));
            }
        }
        out.append("\n/** How many tokens there are; they are numbered from 0. */\nstatic final int TOKENS = %d;\n"
                .formatted(grammar.tokens));
        out.append("\n/** How many left sides there are. */\nstatic final int LEFT_SIDES = %d;\n"
                .formatted(grammar.symbols.size() - grammar.tokens));
        out.append("\n/** The tokens as error messages call them. */\nprivate static final String[] NAMES = {");
        grammar.displays.forEach(
                d -> out.append('"').append(d.replace("\"", "\\\"")).append("\","));
        out.append("};\n");
        table(out, "LENGTHS", "By rule: how many symbols its right side has.", lengths());
        table(out, "LEFTS", "By rule: its left side.", lefts());
        table(out, "DEFAULTS", "By state: the rule that reduces without a matching action, 0 for none.", defaults);
        table(out, "ACTIONS", "By state and token: rule to reduce, state to shift to, or 0.", actions);
        table(out, "GOTOS", "By state and left side: the next state after a reduction.", gotos);
        out.append("\nprivate ParserTables() {}\n\n");
        out.append("/** The token as error messages call it. */\n");
        out.append("static String name(int token) { return NAMES[token]; }\n}\n");
        return out.toString();
    }

    int[] lengths() {
        return grammar.rules.stream().mapToInt(r -> r.right().length).toArray();
    }

    int[] lefts() {
        return grammar.rules.stream()
                .mapToInt(Rule::left)
                .map(l -> l - grammar.tokens)
                .toArray();
    }

    private static void table(StringBuilder out, String name, String doc, int[] values) {
        out.append("\n/** ").append(doc).append(" */\nstatic final short[] ").append(name);
        out.append(" = TableText.decode(%d, \"\"\"\n".formatted(values.length));
        String text = encode(values);
        for (int i = 0; i < text.length(); i += 110) {
            out.append(text, i, Math.min(text.length(), i + 110)).append('\n');
        }
        out.append("\"\"\");\n");
    }

    /** Two digits a number; a repeated number is written once, after "~" and the two-digit count. */
    static String encode(int[] values) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.length; ) {
            int value = values[i];
            int run = 1;
            while (i + run < values.length && values[i + run] == value && run < 4095) {
                run++;
            }
            if (run > 2) {
                digits(out.append('~'), run);
                digits(out, value);
            } else {
                Arrays.stream(new int[run]).forEach(z -> digits(out, value));
            }
            i += run;
        }
        return out.toString();
    }

    private static void digits(StringBuilder out, int value) {
        out.append(TableText.DIGITS.charAt(value >> 6)).append(TableText.DIGITS.charAt(value & 63));
    }
}
