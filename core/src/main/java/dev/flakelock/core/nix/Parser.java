package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tables of {@link ParserTables} over the tokens: shift a token, or reduce by a rule, for which
 * {@link TreeBuilder} makes the value. The stack is on the heap, so depth is limited by memory only.
 *
 * <p>A state without actions of its own reduces before the next token is read, as an error in a binding must come before
 * an error in the token after it.
 */
final class Parser {

    /** Nix lists what it expected only if there are no more tokens than this. */
    private static final int MOST_EXPECTED = 4;

    private static final boolean[] DEFAULT_ONLY = defaultOnly();

    private final SourceText source;
    private final Lexer lexer;
    private final TreeBuilder builder;

    private int[] states = new int[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private @Nullable Object[] values = new @Nullable Object[256];
    private int top;

    Parser(SourceText source, LanguageOptions options, SymbolTable symbols) {
        this.source = source;
        this.lexer = new Lexer(source, options.pipeOperators());
        this.builder = new TreeBuilder(source, options, symbols);
    }

    /** What is said about the text although it is correct. */
    List<String> warnings() {
        return builder.warnings();
    }

    /** Parses the whole text as one expression. */
    Expr parse() throws FlakeException {
        int token = -1;
        while (true) {
            int state = states[top];
            int action = 0;
            if (!DEFAULT_ONLY[state]) {
                token = token < 0 ? lexer.next() : token;
                action = ParserTables.ACTIONS[state * ParserTables.TOKENS + token];
            }
            if (action >= ParserTables.SHIFT) {
                if (token == ParserTables.T_END) {
                    return (Expr) Objects.requireNonNull(values[top]);
                }
                push(action - ParserTables.SHIFT, lexer.start(), lexer.end(), lexer.value());
                token = -1;
                continue;
            }
            int rule = action == 0 ? ParserTables.DEFAULTS[state] : action;
            if (rule == 0 || rule == ParserTables.REFUSE) {
                throw unexpected(token, state);
            }
            reduce(rule);
        }
    }

    private void reduce(int rule) throws FlakeException {
        int length = ParserTables.LENGTHS[rule];
        int first = top - length + 1;
        if (length == 0) {
            // Nothing stands where the last symbol ended.
            starts[first] = ends[top];
        }
        Object value = builder.reduce(rule, values, starts, ends, first);
        int start = starts[first];
        int end = ends[top];
        top -= length;
        int next = ParserTables.GOTOS[states[top] * ParserTables.LEFT_SIDES + ParserTables.LEFTS[rule]];
        push(next, start, end, value);
    }

    private void push(int state, int start, int end, @Nullable Object value) {
        // There is always room for one more: a rule without symbols begins behind the last one.
        if (++top == states.length - 1) {
            int size = states.length * 2;
            states = Arrays.copyOf(states, size);
            starts = Arrays.copyOf(starts, size);
            ends = Arrays.copyOf(ends, size);
            values = Arrays.copyOf(values, size);
        }
        states[top] = state;
        starts[top] = start;
        ends[top] = end;
        values[top] = value;
    }

    private FlakeException unexpected(int token, int state) {
        List<String> expected = new ArrayList<>();
        for (int t = 0; t < ParserTables.TOKENS; t++) {
            int action = ParserTables.ACTIONS[state * ParserTables.TOKENS + t];
            if (action != 0 && action != ParserTables.REFUSE) {
                expected.add(ParserTables.name(t));
            }
        }
        String message = "syntax error, unexpected " + ParserTables.name(token);
        if (!expected.isEmpty() && expected.size() <= MOST_EXPECTED) {
            message += ", expecting " + String.join(" or ", expected);
        }
        int position = token == ParserTables.T_END ? lexer.end() : lexer.start();
        return new FlakeException(message).at(source.location(position));
    }

    private static boolean[] defaultOnly() {
        boolean[] only = new boolean[ParserTables.DEFAULTS.length];
        short[] none = new short[ParserTables.TOKENS];
        for (int state = 0; state < only.length; state++) {
            int row = state * ParserTables.TOKENS;
            only[state] = ParserTables.DEFAULTS[state] != 0
                    && Arrays.equals(ParserTables.ACTIONS, row, row + none.length, none, 0, none.length);
        }
        return only;
    }
}
