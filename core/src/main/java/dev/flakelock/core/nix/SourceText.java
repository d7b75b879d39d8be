package dev.flakelock.core.nix;

import dev.flakelock.core.error.SourceLocation;
import dev.flakelock.core.error.SourceLocation.ExcerptLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file in the Nix language and the name under which messages show the file.
 *
 * <p>Offsets and columns count bytes. Lines end with LF, CR LF or a lone CR. Immutable: the bytes given must not be
 * changed afterwards.
 */
public final class SourceText {

    private static final int LONG_LINE = 1000;

    private final String file;
    private final byte[] bytes;
    private final Map<Integer, String> longLines = new ConcurrentHashMap<>();
    private volatile int @Nullable [] lineStarts;

    private SourceText(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** These bytes, shown as {@code file}, for example {@code /nix/store/…-source/flake.nix}. */
    public static SourceText of(String file, byte[] bytes) {
        return new SourceText(file, bytes);
    }

    /** The UTF-8 bytes of this text, shown as {@code file}. */
    public static SourceText of(String file, String text) {
        return new SourceText(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file as messages show it. */
    public String file() {
        return file;
    }

    byte[] bytes() {
        return bytes;
    }

    /**
     * The place of the byte at this offset, with the line before and the line after it; after a last line end there is
     * one more line, which is empty. An empty text has no line to show.
     *
     * @param offset from 0 to the size of the text
     */
    public SourceLocation location(int offset) {
        int[] starts = lineStarts();
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        List<ExcerptLine> excerpt = new ArrayList<>(3);
        for (int i = Math.max(0, line - 1); bytes.length > 0 && i <= line + 1 && i < starts.length; i++) {
            excerpt.add(new ExcerptLine(i + 1, lineText(starts[i])));
        }
        return new SourceLocation(file, line + 1, offset - starts[line] + 1, excerpt);
    }

    /** The text of a line; kept if it is long, as a file of one line can have many places that are shown. */
    private String lineText(int start) {
        String known = longLines.get(start);
        if (known != null) {
            return known;
        }
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (end - start > LONG_LINE) {
            longLines.put(start, text);
        }
        return text;
    }

    /** Where the lines start; found once, when it is first asked for. */
    private int[] lineStarts() {
        int[] known = lineStarts;
        if (known == null) {
            known = IntStream.concat(
                            IntStream.of(0),
                            IntStream.rangeClosed(1, bytes.length).filter(this::startsLine))
                    .toArray();
            lineStarts = known;
        }
        return known;
    }

    private boolean startsLine(int offset) {
        byte before = bytes[offset - 1];
        return before == '\n' || (before == '\r' && (offset == bytes.length || bytes[offset] != '\n'));
    }
}
