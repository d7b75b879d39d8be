package dev.flakelock.narhash.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the metadata members before a member say about it: the records of a pax extended header (POSIX.1-2001) and GNU's
 * long names, of which the later one counts. Unknown records are ignored; a header with a malformed record is ignored as a
 * whole, with a warning, as libarchive does. Sparse files are only noted here.
 */
final class PaxRecords {
    /** libarchive's limit for a path or link in a record; a longer one is ignored. */
    private static final int MAX_PATH = 1 << 20;

    private byte @Nullable [] path;
    private byte @Nullable [] linkpath;
    private boolean pathIsPax;
    private boolean linkpathIsPax;
    private boolean malformed;
    private boolean binary;
    private boolean sparse;
    private long size = -1;
    private @Nullable Long mtime;

    /** Takes the records of an extended header: {@code LENGTH KEY=VALUE\n} one after the other. */
    void add(byte[] data) throws FormatException {
        if (data.length == 0) {
            throw new FormatException("Invalid empty pax extended header");
        }
        List<Integer> starts = starts(data);
        malformed = starts.isEmpty();
        for (int i = 0; i + 1 < starts.size(); i++) {
            int key = indexOf(data, ' ', starts.get(i), data.length) + 1;
            int equals = indexOf(data, '=', key, data.length);
            String name = new String(data, key, equals - key, StandardCharsets.UTF_8);
            record(name, Arrays.copyOfRange(data, equals + 1, starts.get(i + 1) - 1));
        }
    }

    /** Where each record begins, and the end of the last; nothing when any record is malformed. */
    private static List<Integer> starts(byte[] data) {
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        while (at < data.length) {
            int space = indexOf(data, ' ', at, data.length);
            long length = space < 0 ? -1 : decimal(data, at, space);
            if (length <= 0 || length > data.length - at) {
                return List.of();
            }
            int end = at + (int) length;
            int equals = indexOf(data, '=', space + 1, end);
            if (equals <= space + 1 || data[end - 1] != '\n') {
                return List.of();
            }
            starts.add(at);
            at = end;
        }
        starts.add(at);
        return starts;
    }

    void longName(byte[] data) {
        byte[] text = upToNul(data);
        if (text.length > 0) {
            path = text;
            pathIsPax = false;
        }
    }

    void longLink(byte[] data) {
        byte[] text = upToNul(data);
        if (text.length > 0) {
            linkpath = text;
            linkpathIsPax = false;
        }
    }

    byte[] pathOr(TarHeader header) {
        return path != null ? path : header.path();
    }

    byte[] linkpathOr(TarHeader header) {
        return linkpath != null ? linkpath : header.linkname();
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

    boolean isMalformed() {
        return malformed;
    }

    /** Whether the path comes from a record that claims to be UTF-8 and is not plain ASCII. */
    boolean hasForeignPath() {
        return path != null && pathIsPax && !binary && !isAscii(path);
    }

    /** The same of the link's target. */
    boolean hasForeignLinkpath() {
        return linkpath != null && linkpathIsPax && !binary && !isAscii(linkpath);
    }

    private void record(String key, byte[] value) throws FormatException {
        switch (key) {
            case "path" -> {
                if (isUsable(value)) {
                    path = upToNul(value);
                    pathIsPax = true;
                }
            }
            case "linkpath" -> {
                if (isUsable(value)) {
                    linkpath = upToNul(value);
                    linkpathIsPax = true;
                }
            }
            case "size" -> size = size(value);
            case "mtime" -> mtime = seconds(value);
            case "hdrcharset" -> binary = new String(value, StandardCharsets.UTF_8).equals("BINARY");
            default -> sparse |= key.startsWith("GNU.sparse.");
        }
    }

    private static boolean isUsable(byte[] value) {
        return value.length > 0 && value[0] != 0 && value.length <= MAX_PATH;
    }

    /** The leading digits, like libarchive: none is 0. */
    private static long size(byte[] value) throws FormatException {
        int end = digits(value, 0);
        long size = end == 0 ? 0 : decimal(value, 0, end);
        if (size < 0 || (value.length > 0 && value[0] == '-')) {
            throw new FormatException("Tar size attribute overflow");
        }
        return size;
    }

    /** Whole seconds; the fraction is cut off. */
    private static long seconds(byte[] value) {
        boolean negative = value.length > 0 && value[0] == '-';
        int start = negative ? 1 : 0;
        int end = digits(value, start);
        long seconds = end == start ? 0 : decimal(value, start, end);
        return negative ? -seconds : seconds;
    }

    private static int digits(byte[] text, int from) {
        int end = from;
        while (end < text.length && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return end;
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
