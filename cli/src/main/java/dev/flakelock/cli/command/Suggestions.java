package dev.flakelock.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Proposes known words for an unknown one, in Nix's words. */
final class Suggestions {

    private static final int MOST = 5;
    private static final int FARTHEST = 2;

    private record Candidate(String word, int distance) {}

    private Suggestions() {}

    /** A line to put below a message, with the line end before it; empty if no known word is near. */
    static String below(String wrong, Collection<String> known) {
        List<String> near = known.stream()
                .map(word -> new Candidate(word, distance(wrong, word)))
                .filter(candidate -> candidate.distance() <= FARTHEST)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(MOST)
                .map(Candidate::word)
                .toList();
        if (near.isEmpty()) {
            return "";
        }
        int last = near.size() - 1;
        return "\nDid you mean "
                + (last == 0
                        ? near.get(0)
                        : "one of " + String.join(", ", near.subList(0, last)) + " or " + near.get(last))
                + "?";
    }

    /** How many letters must be added, left out or replaced to get from one word to the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
