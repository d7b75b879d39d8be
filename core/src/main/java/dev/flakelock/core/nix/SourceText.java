package dev.flakelock.core.nix;

import dev.flakelock.core.error.SourceLocation;
import dev.flakelock.core.error.SourceLocation.ExcerptLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a file in the Nix language and the name under which messages show the file.
 *
 * <p>Offsets and columns count bytes. Lines end with LF, CR LF or a lone CR. Immutable: the bytes given must not be
 * changed afterwards.
 */
public final class SourceText {

    private final String file;
    private final byte[] bytes;

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
     * The place of the byte at this offset, with the line before and the line after it.
     *
     * @param offset from 0 to the size of the text
     */
    public SourceLocation location(int offset) {
        int line = 1;
        int previous = -1;
        int start = 0;
        for (int end = lineEnd(0); ; end = lineEnd(start)) {
            int next = afterLineEnd(end);
            if (offset < next || next == end) {
                break;
            }
            previous = start;
            start = next;
            line++;
        }
        return new SourceLocation(file, line, offset - start + 1, excerpt(line, previous, start));
    }

    private List<ExcerptLine> excerpt(int line, int previous, int start) {
        List<ExcerptLine> lines = new ArrayList<>(3);
        if (previous >= 0) {
            lines.add(new ExcerptLine(line - 1, lineText(previous)));
        }
        lines.add(new ExcerptLine(line, lineText(start)));
        int end = lineEnd(start);
        int next = afterLineEnd(end);
        if (next > end && next < bytes.length) {
            lines.add(new ExcerptLine(line + 1, lineText(next)));
        }
        return lines;
    }

    private String lineText(int start) {
        return new String(bytes, start, lineEnd(start) - start, StandardCharsets.UTF_8);
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    private int afterLineEnd(int end) {
        if (end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n') {
            return end + 2;
        }
        return Math.min(end + 1, bytes.length);
    }
}
