package dev.flakelock.core.nix;

import java.util.Arrays;

/**
 * The symbols of one file, numbered as Nix does: the names that Nix itself knows come first, then the others in the
 * order in which the parser meets them. A hash table over the bytes, so that a known name costs no garbage.
 */
final class SymbolTable {

    private static final SymbolTable KNOWN = known();

    private Symbol[] symbols;
    private byte[][] names;
    private int size;

    private SymbolTable(Symbol[] symbols, byte[][] names, int size) {
        this.symbols = symbols;
        this.names = names;
        this.size = size;
    }

    /** A table that has only the names that Nix itself knows. */
    static SymbolTable create() {
        return new SymbolTable(KNOWN.symbols.clone(), KNOWN.names.clone(), KNOWN.size);
    }

    /** How many symbols there are; their numbers are below this. */
    int size() {
        return size;
    }

    Symbol intern(String name) {
        byte[] bytes = Text.encode(name);
        return intern(bytes, 0, bytes.length);
    }

    Symbol intern(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to);
        Symbol known = symbols[slot];
        if (known != null) {
            return known;
        }
        Symbol symbol = new Symbol(size, Text.decode(bytes, from, to));
        symbols[slot] = symbol;
        names[slot] = Arrays.copyOfRange(bytes, from, to);
        if (++size * 2 > symbols.length) {
            grow();
        }
        return symbol;
    }

    private int slot(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int mask = symbols.length - 1;
        int mixed = (hash ^ (hash >>> 15)) * 0x9E3779B1;
        int slot = (mixed >>> 7) & mask;
        while (symbols[slot] != null && !Arrays.equals(names[slot], 0, names[slot].length, bytes, from, to)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        Symbol[] oldSymbols = symbols;
        byte[][] oldNames = names;
        symbols = new Symbol[oldSymbols.length * 2];
        names = new byte[symbols.length][];
        for (int i = 0; i < oldSymbols.length; i++) {
            if (oldSymbols[i] != null) {
                int slot = slot(oldNames[i], 0, oldNames[i].length);
                symbols[slot] = oldSymbols[i];
                names[slot] = oldNames[i];
            }
        }
    }

    private static SymbolTable known() {
        SymbolTable table = new SymbolTable(new Symbol[1024], new byte[1024][], 0);
        KnownNames.WELL_KNOWN.forEach(table::intern);
        KnownNames.GLOBALS.forEach(table::intern);
        KnownNames.BUILTINS.forEach(table::intern);
        return table;
    }
}
