package dev.flakelock.core.nix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A grammar as written in {@code nix.grammar}: symbols are numbered, tokens first, then the left sides. */
final class Grammar {

    enum Associativity {
        LEFT,
        RIGHT,
        NONE
    }

    record Strength(int level, Associativity associativity) {}

    /** {@code left} and {@code right} are symbol numbers; {@code operator} gives the strength, -1 for none. */
    @SuppressWarnings("ArrayRecordComponent")
    record Rule(String label, int left, int[] right, int operator) {}

    final List<String> symbols = new ArrayList<>();
    final List<String> displays = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final Map<Integer, Strength> strengths = new HashMap<>();
    final int tokens;

    private final Map<String, Integer> numbers = new HashMap<>();

    private Grammar(List<String> lines) {
        lines.stream().filter(l -> l.startsWith("token ")).forEach(l -> {
            String[] words = l.split(" ", 3);
            number(words[1]);
            displays.add(words[2]);
        });
        tokens = symbols.size();
        lines.stream().filter(l -> l.startsWith("rule ")).forEach(l -> number(l.split(" ")[2]));
        number("NEGATION");
        int level = 0;
        for (String line : lines) {
            if (line.matches("(left|right|nonassoc) .*")) {
                addStrength(line.split(" "), ++level);
            }
        }
        rules.add(new Rule("-", number("$start"), new int[] {number("file"), number("END")}, -1));
        lines.stream().filter(l -> l.startsWith("rule ")).forEach(this::addRule);
    }

    static Grammar read(Path file) throws IOException {
        return new Grammar(Files.readAllLines(file));
    }

    private int number(String symbol) {
        return numbers.computeIfAbsent(symbol, s -> {
            symbols.add(s);
            return symbols.size() - 1;
        });
    }

    private void addStrength(String[] words, int level) {
        Associativity associativity = switch (words[0]) {
            case "left" -> Associativity.LEFT;
            case "right" -> Associativity.RIGHT;
            default -> Associativity.NONE;
        };
        for (int i = 1; i < words.length; i++) {
            strengths.put(number(words[i]), new Strength(level, associativity));
        }
    }

    private void addRule(String line) {
        String[] words = line.split(" ");
        List<String> right = new ArrayList<>(Arrays.asList(words).subList(4, words.length));
        int operator = -1;
        int at = right.indexOf("@");
        if (at >= 0) {
            operator = number(right.get(at + 1));
            right = right.subList(0, at);
        } else {
            for (String symbol : right) {
                operator = number(symbol) < tokens ? number(symbol) : operator;
            }
        }
        int[] numbersOfRight = right.stream().mapToInt(this::number).toArray();
        rules.add(new Rule(words[1], number(words[2]), numbersOfRight, operator));
    }

    boolean isToken(int symbol) {
        return symbol < tokens;
    }
}
