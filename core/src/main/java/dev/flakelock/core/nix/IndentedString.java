package dev.flakelock.core.nix;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes the indentation of an indented string. The least indentation of all lines is found first, then taken from
 * each line; lines that are blank do not count, and the spaces of a last line that has nothing else go away.
 */
final class IndentedString {

    /**
     * A piece of text between the delimiters.
     *
     * @param indentable whether it was written as it is; an escape says nothing about the indentation of its line
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Part(byte[] bytes, int from, int to, boolean indentable) {}

    private boolean atLineStart = true;
    private int indent;

    private IndentedString() {}

    /** The expression for these parts, each a {@link Part} or an {@link Expr}. */
    static Expr strip(int position, List<Object> parts) {
        int common = new IndentedString().commonIndent(parts);
        List<Expr> kept = new IndentedString().strip(position, parts, common);
        if (kept.isEmpty()) {
            return new Expr.StringLiteral(position, "");
        }
        if (kept.size() == 1 && kept.get(0) instanceof Expr.StringLiteral only) {
            return only;
        }
        return new Expr.Interpolated(position, List.copyOf(kept), false);
    }

    private int commonIndent(List<Object> parts) {
        int least = Integer.MAX_VALUE;
        for (Object part : parts) {
            if (part instanceof Part text && text.indentable()) {
                for (int i = text.from(); i < text.to(); i++) {
                    least = measure(text.bytes()[i], least);
                }
            } else if (atLineStart) {
                least = Math.min(least, indent);
                atLineStart = false;
            }
        }
        return least;
    }

    private int measure(byte c, int least) {
        if (c == '\n') {
            atLineStart = true;
            indent = 0;
        } else if (atLineStart && c == ' ') {
            indent++;
        } else if (atLineStart) {
            atLineStart = false;
            return Math.min(least, indent);
        }
        return least;
    }

    private List<Expr> strip(int position, List<Object> parts, int common) {
        List<Expr> kept = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part text) {
                byte[] stripped = stripLines(text, common);
                int size = i == parts.size() - 1 ? withoutBlankLastLine(stripped) : stripped.length;
                if (size > 0) {
                    kept.add(new Expr.StringLiteral(position, Text.decode(stripped, 0, size)));
                }
            } else {
                atLineStart = false;
                indent = 0;
                kept.add((Expr) parts.get(i));
            }
        }
        return kept;
    }

    private byte[] stripLines(Part text, int common) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.to() - text.from());
        for (int i = text.from(); i < text.to(); i++) {
            byte c = text.bytes()[i];
            if (c == '\n') {
                atLineStart = true;
                indent = 0;
            } else if (atLineStart && c == ' ') {
                if (indent++ < common) {
                    continue;
                }
            } else {
                atLineStart = false;
            }
            out.write(c);
        }
        return out.toByteArray();
    }

    private static int withoutBlankLastLine(byte[] text) {
        int size = text.length;
        while (size > 0 && text[size - 1] == ' ') {
            size--;
        }
        return size > 0 && text[size - 1] == '\n' ? size : text.length;
    }
}
