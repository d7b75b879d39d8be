package dev.flakelock.core.nix;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The symbols of one file, numbered as Nix does: the names that Nix itself knows come first, then the others in the
 * order in which the parser meets them. A hash table over the bytes, so that a known
 * name costs no garbage; the names that Nix knows are in a table that all files share.
 */
final class SymbolTable {

    private static final SymbolTable KNOWN = known();

    private final @Nullable SymbolTable known;
    private @Nullable Symbol[] symbols;
    private byte[][] names;
    private int size;
    private int own;

    private SymbolTable(@Nullable SymbolTable known, int capacity) {
        this.known = known;
        this.symbols = new @Nullable Symbol[capacity];
        this.names = new byte[capacity][];
        this.size = known == null ? 0 : known.size;
    }

    /** A table that has only the names that Nix itself knows. */
    static SymbolTable create() {
        return new SymbolTable(KNOWN, 64);
    }

    /** How many symbols there are; their numbers are below this. */
    int size() {
        return size;
    }

    Symbol intern(String name) {
        byte[] bytes = Text.encode(name);
        int hash = hash(bytes, 0, bytes.length);
        int slot = slot(hash, bytes, 0, bytes.length);
        Symbol present = present(hash, slot, bytes, 0, bytes.length);
        return present == null ? add(slot, name, bytes) : present;
    }

    Symbol intern(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int slot = slot(hash, bytes, from, to);
        Symbol present = present(hash, slot, bytes, from, to);
        return present == null ? add(slot, Text.decode(bytes, from, to), Arrays.copyOfRange(bytes, from, to)) : present;
    }

    private @Nullable Symbol present(int hash, int slot, byte[] bytes, int from, int to) {
        Symbol present = symbols[slot];
        return present == null && known != null ? known.symbols[known.slot(hash, bytes, from, to)] : present;
    }

    private Symbol add(int slot, String name, byte[] bytes) {
        Symbol symbol = new Symbol(size++, name);
        symbols[slot] = symbol;
        names[slot] = bytes;
        if (++own * 2 > symbols.length) {
            grow();
        }
        return symbol;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int mixed = (hash ^ (hash >>> 15)) * 0x9E3779B1;
        return mixed ^ (mixed >>> 13);
    }

    private int slot(int hash, byte[] bytes, int from, int to) {
        int mask = symbols.length - 1;
        int slot = hash & mask;
        while (symbols[slot] != null && !Arrays.equals(names[slot], 0, names[slot].length, bytes, from, to)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable Symbol[] oldSymbols = symbols;
        byte[][] oldNames = names;
        symbols = new @Nullable Symbol[oldSymbols.length * 2];
        names = new byte[symbols.length][];
        for (int i = 0; i < oldSymbols.length; i++) {
            Symbol symbol = oldSymbols[i];
            if (symbol != null) {
                byte[] name = oldNames[i];
                int slot = slot(hash(name, 0, name.length), name, 0, name.length);
                symbols[slot] = symbol;
                names[slot] = name;
            }
        }
    }

    private static SymbolTable known() {
        SymbolTable table = new SymbolTable(null, 1024);
        KnownNames.WELL_KNOWN.forEach(table::intern);
        KnownNames.GLOBALS.forEach(table::intern);
        KnownNames.BUILTINS.forEach(table::intern);
        return table;
    }
}
