package dev.flakelock.core.nix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The LALR(1) automaton of a grammar: states are sets of kernel items (rule and dot), lookaheads are found by
 * passing them along the transitions until nothing changes.
 */
final class LalrAutomaton {

    /** {@code lookaheads} belongs to the kernel items, in their order. */
    static final class State {
        final int number;
        final List<Integer> kernel;
        final List<BitSet> lookaheads = new ArrayList<>();
        final Map<Integer, State> transitions = new TreeMap<>();

        State(int number, List<Integer> kernel) {
            this.number = number;
            this.kernel = kernel;
            kernel.forEach(k -> lookaheads.add(new BitSet()));
        }
    }

    final Grammar grammar;
    final List<State> states = new ArrayList<>();
    private final BitSet nullable = new BitSet();
    private final List<BitSet> first = new ArrayList<>();
    private final Map<Integer, List<Integer>> rulesOf = new HashMap<>();

    LalrAutomaton(Grammar grammar) {
        this.grammar = grammar;
        for (int r = 0; r < grammar.rules.size(); r++) {
            rulesOf.computeIfAbsent(grammar.rules.get(r).left(), k -> new ArrayList<>())
                    .add(r);
        }
        findFirst();
        findStates();
        passLookaheads();
    }

    static int item(int rule, int dot) {
        return (rule << 4) | dot;
    }

    /** The symbol after the dot, or -1. */
    private int next(int item) {
        int[] right = grammar.rules.get(item >> 4).right();
        int dot = item & 15;
        return dot < right.length ? right[dot] : -1;
    }

    private void findFirst() {
        for (int s = 0; s < grammar.symbols.size(); s++) {
            BitSet set = new BitSet();
            if (grammar.isToken(s)) {
                set.set(s);
            }
            first.add(set);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Grammar.Rule rule : grammar.rules) {
                BitSet set = first.get(rule.left());
                int before = set.cardinality() + nullable.cardinality();
                if (addFirst(rule.right(), 0, set)) {
                    nullable.set(rule.left());
                }
                changed |= set.cardinality() + nullable.cardinality() != before;
            }
        }
    }

    /** Adds what the symbols from {@code from} on can start with; true if all of them can be empty. */
    private boolean addFirst(int[] symbols, int from, BitSet to) {
        for (int i = from; i < symbols.length; i++) {
            to.or(first.get(symbols[i]));
            if (!nullable.get(symbols[i])) {
                return false;
            }
        }
        return true;
    }

    private void findStates() {
        Map<List<Integer>, State> known = new HashMap<>();
        ArrayDeque<State> open = new ArrayDeque<>();
        open.add(state(known, List.of(item(0, 0))));
        while (!open.isEmpty()) {
            State state = open.remove();
            Map<Integer, TreeSet<Integer>> moved = new TreeMap<>();
            for (int item : closure(state.kernel, List.of()).keySet()) {
                if (next(item) >= 0) {
                    moved.computeIfAbsent(next(item), k -> new TreeSet<>()).add(item + 1);
                }
            }
            moved.forEach((symbol, kernel) -> {
                int before = states.size();
                State target = state(known, List.copyOf(kernel));
                state.transitions.put(symbol, target);
                if (states.size() > before) {
                    open.add(target);
                }
            });
        }
    }

    private State state(Map<List<Integer>, State> known, List<Integer> kernel) {
        return known.computeIfAbsent(kernel, k -> {
            State state = new State(states.size(), k);
            states.add(state);
            return state;
        });
    }

    /** All items of a state with their lookaheads, given those of its kernel (none: items only). */
    Map<Integer, BitSet> closure(List<Integer> kernel, List<BitSet> lookaheads) {
        Map<Integer, BitSet> items = new LinkedHashMap<>();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < kernel.size(); i++) {
            items.put(
                    kernel.get(i),
                    lookaheads.isEmpty()
                            ? new BitSet()
                            : (BitSet) lookaheads.get(i).clone());
            open.add(kernel.get(i));
        }
        while (!open.isEmpty()) {
            int item = open.remove();
            if (next(item) >= 0 && !grammar.isToken(next(item))) {
                expand(item, items, open);
            }
        }
        return items;
    }

    private void expand(int item, Map<Integer, BitSet> items, ArrayDeque<Integer> open) {
        BitSet after = new BitSet();
        if (addFirst(grammar.rules.get(item >> 4).right(), (item & 15) + 1, after)) {
            after.or(items.getOrDefault(item, new BitSet()));
        }
        for (int rule : rulesOf.getOrDefault(next(item), List.of())) {
            BitSet known = items.get(item(rule, 0));
            BitSet merged = known == null ? new BitSet() : (BitSet) known.clone();
            merged.or(after);
            if (!merged.equals(known)) {
                items.put(item(rule, 0), merged);
                open.add(item(rule, 0));
            }
        }
    }

    private void passLookaheads() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (State state : states) {
                for (var entry : closure(state.kernel, state.lookaheads).entrySet()) {
                    changed |= pass(state, entry.getKey(), entry.getValue());
                }
            }
        }
    }

    private boolean pass(State state, int item, BitSet lookaheads) {
        State target = state.transitions.get(next(item));
        if (target == null) {
            return false;
        }
        BitSet to = target.lookaheads.get(target.kernel.indexOf(item + 1));
        int before = to.cardinality();
        to.or(lookaheads);
        return to.cardinality() != before;
    }
}
