package dev.flakelock.narhash.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata members before a member say about it: the records of a pax extended header (POSIX.1-2001) and GNU's
 * long names. Unknown records are ignored; sparse files are refused where they are met.
 */
final class PaxRecords {
    private byte @Nullable [] path;
    private byte @Nullable [] linkpath;
    private byte @Nullable [] longName;
    private byte @Nullable [] longLink;
    private boolean binary;
    private boolean sparse;
    private long size = -1;
    private @Nullable Long mtime;

    /** Takes the records of an extended header: {@code LENGTH KEY=VALUE\n} one after the other. */
    void add(byte[] data) throws FormatException {
        int at = 0;
        while (at < data.length && data[at] != 0) {
            int space = indexOf(data, ' ', at, data.length);
            long length = space < 0 ? -1 : decimal(data, at, space);
            int end = (int) Math.min(at + length, Integer.MAX_VALUE);
            int equals = space < 0 || end > data.length ? -1 : indexOf(data, '=', space + 1, end);
            if (equals < 0 || data[end - 1] != '\n') {
                throw new FormatException("Damaged tar archive (malformed pax attribute)");
            }
            String key = new String(data, space + 1, equals - space - 1, StandardCharsets.UTF_8);
            record(key, Arrays.copyOfRange(data, equals + 1, end - 1));
            at = end;
        }
    }

    void longName(byte[] data) {
        longName = upToNul(data);
    }

    void longLink(byte[] data) {
        longLink = upToNul(data);
    }

    byte[] pathOr(TarHeader header) {
        return path != null ? path : longName != null ? longName : header.path();
    }

    byte[] linkpathOr(TarHeader header) {
        return linkpath != null ? linkpath : longLink != null ? longLink : header.linkname();
    }

    long sizeOr(TarHeader header) {
        return size >= 0 ? size : header.size();
    }

    long mtimeOr(TarHeader header) {
        return mtime != null ? mtime : header.mtime();
    }

    boolean isSparse() {
        return sparse;
    }

    /** Whether the path comes from a record that claims to be UTF-8 and is not plain ASCII. */
    boolean hasForeignPath() {
        return path != null && !binary && !isAscii(path);
    }

    /** The same of the link's target. */
    boolean hasForeignLinkpath() {
        return linkpath != null && !binary && !isAscii(linkpath);
    }

    private void record(String key, byte[] value) throws FormatException {
        switch (key) {
            case "path" -> path = upToNul(value);
            case "linkpath" -> linkpath = upToNul(value);
            case "size" -> size = size(value);
            case "mtime" -> mtime = seconds(value);
            case "hdrcharset" -> binary = new String(value, StandardCharsets.UTF_8).equals("BINARY");
            default -> sparse |= key.startsWith("GNU.sparse.");
        }
    }

    private static long size(byte[] value) throws FormatException {
        long size = decimal(value, 0, value.length);
        if (size < 0) {
            throw new FormatException("Damaged tar archive (malformed pax size)");
        }
        return size;
    }

    /** Whole seconds; the fraction is cut off. */
    private static long seconds(byte[] value) {
        boolean negative = value.length > 0 && value[0] == '-';
        int start = negative ? 1 : 0;
        int end = start;
        while (end < value.length && value[end] >= '0' && value[end] <= '9') {
            end++;
        }
        long seconds = end == start ? 0 : decimal(value, start, end);
        return negative ? -seconds : seconds;
    }

    /** The number, or -1 when it is none or needs more than 18 digits. */
    private static long decimal(byte[] text, int from, int to) {
        if (from >= to || to - from > 18) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return -1;
            }
            value = value * 10 + (text[i] - '0');
        }
        return value;
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] upToNul(byte[] bytes) {
        int end = indexOf(bytes, '\0', 0, bytes.length);
        return end < 0 ? bytes : Arrays.copyOf(bytes, end);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
