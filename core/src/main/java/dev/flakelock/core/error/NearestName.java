package dev.flakelock.core.error;

import java.util.Collection;
import java.util.Optional;

/** Finds what a person may have meant who wrote a name that does not exist. */
public final class NearestName {

    private NearestName() {}

    /**
     * The known name that takes the fewest changes (letters added, left out, replaced or swapped with their neighbour)
     * to become {@code wanted}; none if that would take more than a third of the letters. The first of several.
     */
    public static Optional<String> find(String wanted, Collection<String> known) {
        return find(wanted, known, Math.max(1, wanted.length() / 3));
    }

    /** The same with another limit of changes, for names that are long and alike. */
    public static Optional<String> find(String wanted, Collection<String> known, int farthest) {
        int limit = farthest;
        Optional<String> nearest = Optional.empty();
        for (String name : known) {
            if (Math.abs(name.length() - wanted.length()) > limit) {
                continue;
            }
            int distance = distance(wanted, name);
            if (distance <= limit && distance < name.length()) {
                nearest = Optional.of(name);
                limit = distance - 1;
            }
        }
        return nearest;
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last[b.length()];
    }
}
