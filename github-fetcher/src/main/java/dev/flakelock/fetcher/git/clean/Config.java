package dev.flakelock.fetcher.git.clean;

import java.util.Locale;

/**
 * A file of git's configuration (git-config, "Syntax"), read only to see that nothing is wrong with it and that it says
 * nothing which changes where a repository is and how it is stored.
 */
final class Config {

    private final String text;
    private String section = "";

    Config(String text) {
        this.text = text;
    }

    void requirePlain() throws Unusual {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            line(text.substring(start, end).strip());
            start = end + 1;
        }
    }

    private void line(String line) throws Unusual {
        if (line.isEmpty() || isComment(line)) {
            return;
        }
        if (line.startsWith("[")) {
            section = section(line);
        } else {
            variable(line);
        }
    }

    private static boolean isComment(String text) {
        return text.startsWith("#") || text.startsWith(";");
    }

    /** The name of the section that a line like {@code [remote "origin"]} begins. */
    private static String section(String line) throws Unusual {
        int end = nameEnd(line, 1);
        String name = line.substring(1, end).toLowerCase(Locale.ROOT);
        String rest = line.substring(end).strip();
        if (rest.startsWith("\"")) {
            int quote = rest.indexOf('"', 1);
            if (quote < 0 || rest.lastIndexOf('\\', quote) >= 0) {
                throw new Unusual(line);
            }
            rest = rest.substring(quote + 1);
        }
        if (name.isEmpty() || !rest.equals("]") || name.startsWith("include") || name.equals("extensions")) {
            throw new Unusual(line);
        }
        return name;
    }

    private void variable(String line) throws Unusual {
        int end = nameEnd(line, 0);
        String rest = line.substring(end).strip();
        if (section.isEmpty() || end == 0 || !(rest.isEmpty() || isComment(rest) || rest.startsWith("="))) {
            throw new Unusual(line);
        }
        requireValue(rest);
        String value = rest.isEmpty() ? "" : rest.substring(1).strip();
        boolean isUnusual = section.equals("core")
                && switch (line.substring(0, end).toLowerCase(Locale.ROOT)) {
                    case "bare" -> !value.equals("false");
                    case "repositoryformatversion" -> !value.equals("0");
                    case "worktree" -> true;
                    default -> false;
                };
        if (isUnusual) {
            throw new Unusual(line);
        }
    }

    private static int nameEnd(String line, int start) {
        int i = start;
        while (i < line.length()
                && (isLetterOrDigit(line.charAt(i)) || line.charAt(i) == '-' || line.charAt(i) == '.')) {
            i++;
        }
        return i;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Quotes must be closed, escapes be known, and the value not go on in the next line. */
    private static void requireValue(String value) throws Unusual {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                if (i == value.length() || "ntb\"\\".indexOf(value.charAt(i)) < 0) {
                    throw new Unusual(value);
                }
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == ';')) {
                return;
            }
        }
        if (quoted) {
            throw new Unusual(value);
        }
    }
}
