package dev.flakelock.core.nix;

/** Which bytes may stand where, as bits in a table. */
final class CharClass {

    /** Starts an identifier. */
    static final int ID_START = 1;

    /** Continues an identifier. */
    static final int ID_PART = 2;

    /** May be in a segment of a path. */
    static final int PATH = 4;

    /** May be in the scheme of a URL literal. */
    static final int SCHEME = 8;

    /** May be after the colon of a URL literal. */
    static final int URL = 16;

    static final int DIGIT = 32;

    private static final byte[] CLASSES = classes();

    private CharClass() {}

    /** Whether this byte is of one of these classes. */
    static boolean is(int value, int classes) {
        return (CLASSES[value & 0xFF] & classes) != 0;
    }

    private static byte[] classes() {
        byte[] table = new byte[256];
        for (int c = 'a'; c <= 'z'; c++) {
            table[c] = ID_START | ID_PART | PATH | SCHEME | URL;
            table[c - 32] = table[c];
        }
        for (int c = '0'; c <= '9'; c++) {
            table[c] = ID_PART | PATH | SCHEME | URL | DIGIT;
        }
        add(table, "_", ID_START | ID_PART | PATH | URL);
        add(table, "-", ID_PART | PATH | SCHEME | URL);
        add(table, "'", ID_PART | URL);
        add(table, ".+", PATH | SCHEME | URL);
        add(table, "%/?:@&=$,!~*", URL);
        return table;
    }

    private static void add(byte[] table, String characters, int classes) {
        characters.chars().forEach(c -> table[c] |= (byte) classes);
    }
}
