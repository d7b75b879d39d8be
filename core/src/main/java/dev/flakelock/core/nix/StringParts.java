package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import java.io.ByteArrayOutputStream;

/** The text between the quotes of a string, as written, and what it stands for. */
final class StringParts {

    private StringParts() {}

    /** Replaces escapes and turns CR and CR LF into LF. */
    static byte[] unescape(byte[] bytes, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            if (c == '\\' && i + 1 < to) {
                i++;
                out.write(escaped(bytes[i]));
            } else if (c == '\r') {
                out.write('\n');
                i += i + 1 < to && bytes[i + 1] == '\n' ? 1 : 0;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }

    private static int escaped(int c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    /** Refuses a string with a NUL byte in it, which Nix cannot represent. */
    static void checkNoNul(SourceText source, int position, byte[] bytes, int from, int to) throws FlakeException {
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                String shown = Text.decode(bytes, from, to).replace('\0', '\u2400');
                throw new FlakeException("input string '" + shown
                                + "' cannot be represented as Nix string because it contains null bytes")
                        .at(source.location(position));
            }
        }
    }
}
