package dev.flakelock.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows: understands the sequences that the console writes, and no others. Without an edge. */
final class TerminalScreen {

    /** A letter, and how it looks: the numbers between {@code ESC [} and {@code m}, empty for plain ones. */
    record Cell(int letter, String style) {}

    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([?0-9;]*)([A-Za-z])");
    private static final Cell BLANK = new Cell(' ', "");

    private final List<List<Cell>> lines = new ArrayList<>();
    private int line;
    private int column;
    private String style = "";

    /** The lines that are shown after this text. */
    static List<List<Cell>> of(String text) {
        TerminalScreen screen = new TerminalScreen();
        Matcher next = SEQUENCE.matcher(text);
        int at = 0;
        while (next.find()) {
            text.substring(at, next.start()).codePoints().forEach(screen::put);
            screen.obey(next.group(1), next.group(2));
            at = next.end();
        }
        text.substring(at).codePoints().forEach(screen::put);
        return screen.lines;
    }

    private List<Cell> current() {
        while (lines.size() <= line) {
            lines.add(new ArrayList<>());
        }
        return lines.get(line);
    }

    private void put(int letter) {
        if (letter == '\n') {
            current();
            line++;
            column = 0;
        } else if (letter == '\r') {
            column = 0;
        } else {
            List<Cell> cells = current();
            while (cells.size() <= column) {
                cells.add(BLANK);
            }
            cells.set(column++, new Cell(letter, style));
        }
    }

    private void obey(String numbers, String what) {
        switch (what) {
            case "m" -> style = numbers.equals("0") ? "" : numbers;
            case "A" -> line -= Integer.parseInt(numbers);
            case "K" -> erase();
            case "J" -> {
                erase();
                while (lines.size() > line + 1) {
                    lines.remove(lines.size() - 1);
                }
            }
            default -> {
                if (!Arrays.asList("?7h", "?7l").contains(numbers + what)) {
                    throw new IllegalArgumentException("an unknown sequence: " + numbers + what);
                }
            }
        }
    }

    private void erase() {
        List<Cell> cells = current();
        if (cells.size() > column) {
            cells.subList(column, cells.size()).clear();
        }
    }
}
