package dev.flakelock.fetcher.git.clean;

import java.util.HexFormat;

/** Names of objects as 40 lower-case hexadecimal digits. */
final class Hex {

    static final int LENGTH = 40;

    private Hex() {}

    static String require(String text) throws Unusual {
        if (text.length() != LENGTH || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new Unusual(text);
        }
        return text;
    }

    static byte[] bytes(String name) {
        return HexFormat.of().parseHex(name);
    }

    static String text(byte[] name) {
        return HexFormat.of().formatHex(name);
    }
}
