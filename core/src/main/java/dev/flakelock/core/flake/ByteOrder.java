package dev.flakelock.core.flake;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** Names in the order of their UTF-8 bytes, which is that of their code points. */
final class ByteOrder {

    private static final Comparator<String> COMPARATOR = ByteOrder::compare;

    private ByteOrder() {}

    static <V> SortedMap<String, V> newMap() {
        return new TreeMap<>(COMPARATOR);
    }

    static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
        SortedMap<String, V> copy = newMap();
        copy.putAll(map);
        return Collections.unmodifiableSortedMap(copy);
    }

    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                int byCodePoint = Integer.compare(a.codePointAt(i), b.codePointAt(i));
                return Character.isLowSurrogate(a.charAt(i)) && Character.isLowSurrogate(b.charAt(i))
                        ? Character.compare(a.charAt(i), b.charAt(i))
                        : byCodePoint;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
