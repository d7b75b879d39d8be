package dev.flakelock.cli;

import dev.flakelock.cli.TerminalScreen.Cell;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws what a terminal shows as an SVG that needs nothing else. Lines go on below when they reach the edge. */
final class TerminalPicture {

    private static final int COLUMNS = 108;
    private static final double LETTER = 7.8;
    private static final int LINE = 18;
    private static final int MARGIN = 16;
    private static final int BAR = 28;
    private static final Map<String, String> STYLES = Map.of(
            "1", " font-weight=\"bold\"",
            "2", " fill=\"#8b949e\"",
            "33", " fill=\"#e3b341\"",
            "36", " fill=\"#56d4dd\"",
            "32;1", " fill=\"#56d364\" font-weight=\"bold\"",
            "31;1", " fill=\"#ff7b72\" font-weight=\"bold\"",
            "35;1", " fill=\"#d2a8ff\" font-weight=\"bold\"");

    private final StringBuilder svg = new StringBuilder();
    private int y = BAR + LINE;

    private TerminalPicture() {}

    /** The picture, with a final line end. */
    static String of(String title, String text) {
        TerminalPicture picture = new TerminalPicture();
        TerminalScreen.of(text).forEach(picture::addLine);
        return picture.framed(title);
    }

    private void addLine(List<Cell> cells) {
        for (int from = 0; from == 0 || from < cells.size(); from += COLUMNS) {
            addRow(cells.subList(from, Math.min(cells.size(), from + COLUMNS)));
            y += LINE;
        }
    }

    private void addRow(List<Cell> row) {
        int from = 0;
        for (int to = 1; to <= row.size(); to++) {
            if (to == row.size() || !row.get(to).style().equals(row.get(from).style())) {
                addRun(row.subList(from, to), from);
                from = to;
            }
        }
    }

    /** The width is given, so that columns are columns whatever font there is. */
    private void addRun(List<Cell> run, int column) {
        StringBuilder letters = new StringBuilder();
        run.forEach(cell -> letters.appendCodePoint(cell.letter()));
        if (letters.toString().isBlank()) {
            return;
        }
        String style = run.get(0).style();
        String attributes = style.isEmpty() ? "" : STYLES.get(style);
        if (attributes == null) {
            throw new IllegalArgumentException("nobody knows how this looks: " + style);
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>\n",
                MARGIN + column * LETTER,
                y,
                run.size() * LETTER,
                attributes,
                escaped(letters.toString())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String framed(String title) {
        double width = COLUMNS * LETTER + 2 * MARGIN;
        int height = y + MARGIN - LINE / 2;
        String head = String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$.0f %2$d" width="%1$.0f" height="%2$d">
                <title>%3$s</title>
                <rect width="100%%" height="100%%" rx="8" fill="#0d1117"/>
                <circle cx="18" cy="15" r="5" fill="#ff5f57"/>
                <circle cx="36" cy="15" r="5" fill="#febc2e"/>
                <circle cx="54" cy="15" r="5" fill="#28c840"/>
                <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, DejaVu Sans Mono, monospace"
                   font-size="13" fill="#e6edf3" xml:space="preserve">
                """, width, height, escaped(title));
        return head + svg + "</g>\n</svg>\n";
    }
}
