package dev.flakelock.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a netrc file once, from its start to its end or to the first syntax error (a quote that is not
 * closed).
 *
 * <p>Words stand between blanks and line ends, or in double quotes, where a backslash escapes the next character. A
 * line that starts with {@code #} is a comment. {@code macdef} and everything up to an empty line are skipped.
 */
final class NetrcReader {

    private static final Pattern LEADING_BLANKS = Pattern.compile("^[ \t]+");

    private final String text;
    private final List<Netrc.Entry> entries = new ArrayList<>();
    private int position;
    private boolean inEntry;
    private @Nullable String host;
    private @Nullable String login;
    private @Nullable String password;

    private record Word(String text, boolean quoted) {

        /** The keyword that this is; a quoted word is none. */
        String keyword() {
            return quoted ? "" : text.toLowerCase(Locale.ROOT);
        }
    }

    private static final class UnclosedQuote extends Exception {
        private static final long serialVersionUID = 1L;
    }

    NetrcReader(String text) {
        StringBuilder withoutComments = new StringBuilder(text.length() + 1);
        for (String line : text.split("\n", -1)) {
            // curl drops the blanks in front of every line, so that a blank line is an empty one.
            String content = LEADING_BLANKS.matcher(line).replaceFirst("");
            if (!content.startsWith("#")) {
                withoutComments.append(content).append('\n');
            }
        }
        this.text = withoutComments.toString();
    }

    List<Netrc.Entry> entries() {
        try {
            for (Word word = next(); word != null; word = next()) {
                take(word.keyword());
            }
            endEntry();
        } catch (UnclosedQuote syntaxError) {
            return entries;
        }
        return entries;
    }

    private void take(String keyword) throws UnclosedQuote {
        switch (keyword) {
            case "machine" -> {
                endEntry();
                host = argument();
                inEntry = host != null;
            }
            case "default" -> {
                endEntry();
                inEntry = true;
            }
            case "macdef" -> {
                endEntry();
                skipToEmptyLine();
            }
            case "login" -> login = argument();
            case "password" -> password = argument();
            case "account" -> argument();
            default -> {
                // Unknown words are passed over, as curl does.
            }
        }
    }

    private void endEntry() {
        if (inEntry) {
            entries.add(new Netrc.Entry(host, login, password));
        }
        inEntry = false;
        host = null;
        login = null;
        password = null;
    }

    private @Nullable String argument() throws UnclosedQuote {
        Word word = next();
        return word == null ? null : word.text();
    }

    private @Nullable Word next() throws UnclosedQuote {
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
        if (position == text.length()) {
            return null;
        }
        if (text.charAt(position) == '"') {
            return new Word(quoted(), true);
        }
        int start = position;
        while (position < text.length() && !isSpace(text.charAt(position))) {
            position++;
        }
        return new Word(text.substring(start, position), false);
    }

    private String quoted() throws UnclosedQuote {
        StringBuilder word = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return word.toString();
            }
            if (c == '\\' && position < text.length()) {
                c = unescaped(text.charAt(position++));
            }
            word.append(c);
        }
        throw new UnclosedQuote();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private void skipToEmptyLine() {
        int lineEnd = text.indexOf('\n', position);
        while (lineEnd >= 0) {
            int nextEnd = text.indexOf('\n', lineEnd + 1);
            if (nextEnd >= 0
                    && text.substring(lineEnd + 1, nextEnd).replace("\r", "").isEmpty()) {
                position = nextEnd;
                return;
            }
            lineEnd = nextEnd;
        }
        position = text.length();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
