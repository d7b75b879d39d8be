package dev.flakelock.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A page that shows commands and what they print. Commands are indented and begin with {@code $}, their next lines with
 * {@code >}; what they print is indented below, without the blank lines at its end, and then their exit status in
 * brackets, if it is not 0. Everything else is prose.
 */
final class Transcript {

    private static final String INDENTATION = "    ";
    private static final String COMMAND = INDENTATION + "$ ";
    private static final String NEXT_LINE = INDENTATION + "> ";

    /** Prose, or a command. */
    private record Part(boolean isCommand, List<String> lines) {

        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    private final List<Part> parts = new ArrayList<>();

    private Transcript() {}

    static Transcript parse(String text) {
        Transcript transcript = new Transcript();
        List<String> lines = text.lines().toList();
        boolean inCode = false;
        boolean inCommand = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isCode = line.startsWith(INDENTATION) || (line.isBlank() && inCode && isCodeNext(lines, i));
            inCommand = line.startsWith(COMMAND) || (inCommand && line.startsWith(NEXT_LINE));
            if (line.startsWith(COMMAND)) {
                transcript.parts.add(new Part(true, new ArrayList<>(List.of(line))));
            } else if (inCommand) {
                transcript.last(true).lines().add(line);
            } else if (!isCode) {
                transcript.last(false).lines().add(line);
            }
            inCode = isCode;
        }
        return transcript;
    }

    private static boolean isCodeNext(List<String> lines, int from) {
        return lines.stream()
                .skip(from)
                .filter(line -> !line.isBlank())
                .findFirst()
                .filter(line -> line.startsWith(INDENTATION))
                .isPresent();
    }

    private Part last(boolean isCommand) {
        if (parts.isEmpty() || parts.get(parts.size() - 1).isCommand() != isCommand) {
            parts.add(new Part(isCommand, new ArrayList<>()));
        }
        return parts.get(parts.size() - 1);
    }

    /** The commands as a script. After each of them it prints a line with this mark and the exit status. */
    String script(String mark) {
        StringBuilder script = new StringBuilder();
        for (Part part : parts) {
            if (part.isCommand()) {
                part.lines()
                        .forEach(line ->
                                script.append(line.substring(COMMAND.length())).append('\n'));
                script.append("printf '\\n%s %d\\n' '" + mark + "' $?\n");
            }
        }
        return script.toString();
    }

    /** This page, with what the script printed this time. */
    String with(String printed, String mark) {
        List<String> outputs = List.of(printed.split("\n" + mark + " ", -1));
        StringBuilder text = new StringBuilder();
        int done = 0;
        String output = outputs.get(0);
        for (Part part : parts) {
            text.append(part.text());
            if (part.isCommand()) {
                done++;
                String next = done < outputs.size() ? outputs.get(done) : "(never came to its end)\n";
                int line = next.indexOf('\n');
                text.append(indented(output)).append(status(next.substring(0, line)));
                output = next.substring(line + 1);
            }
        }
        return text.toString();
    }

    private static String status(String text) {
        return text.equals("0") ? "" : INDENTATION + "[" + text + "]\n";
    }

    private static String indented(String output) {
        StringBuilder text = new StringBuilder();
        output.stripTrailing()
                .lines()
                .forEach(line ->
                        text.append(line.isEmpty() ? "" : INDENTATION + line).append('\n'));
        return text.toString();
    }
}
