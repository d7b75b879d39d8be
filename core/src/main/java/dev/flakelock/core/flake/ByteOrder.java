package dev.flakelock.core.flake;

import dev.flakelock.core.text.Utf8Order;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps by name in the order of the UTF-8 bytes. */
final class ByteOrder {

    private ByteOrder() {}

    static <V> SortedMap<String, V> newMap() {
        return new TreeMap<>(Utf8Order.BYTES);
    }

    static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
        SortedMap<String, V> copy = newMap();
        copy.putAll(map);
        return Collections.unmodifiableSortedMap(copy);
    }
}
