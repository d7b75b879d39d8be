package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A ref of a user, which Nix takes for a regular expression, and the names of a server that it is compared with. Neither
 * can make a comparison go on for ever: after some million steps it is an error. Used by one thread, for one answer.
 */
final class RefPattern {

    private static final String META = ".^$|()[]{}*+?\\";
    private static final int MAX_LENGTH = 500;
    private static final int MAX_STEPS = 10_000_000;

    private final String ref;
    private final Pattern pattern;
    private int steps;

    private RefPattern(String ref, Pattern pattern) {
        this.ref = ref;
        this.pattern = pattern;
    }

    /** Matches exactly this name. */
    static RefPattern ofName(String name) {
        return new RefPattern(name, Pattern.compile(name, Pattern.LITERAL));
    }

    /**
     * Matches the branches and tags that the ref describes.
     *
     * @throws FlakeException if it is no regular expression, or one that could go on for ever
     */
    static RefPattern ofBranchOrTag(String ref) throws FlakeException {
        if (isPlain(ref)) {
            return new RefPattern(ref, Pattern.compile("refs/(heads|tags)/" + Pattern.quote(ref)));
        }
        // Repeating nothing a billion times reads no character, so that no count of steps would end it.
        if (ref.contains("{") || ref.length() > MAX_LENGTH) {
            throw tooComplicated(ref);
        }
        try {
            return new RefPattern(ref, Pattern.compile("refs/(heads|tags)/" + ref));
        } catch (PatternSyntaxException e) {
            throw new FlakeException("ref '" + ref + "' is not a regular expression, as which it is used", e);
        }
    }

    private static boolean isPlain(String ref) {
        return ref.chars().noneMatch(c -> META.indexOf(c) >= 0);
    }

    /**
     * Whether it matches a name.
     *
     * @throws FlakeException if that cannot be found out in reasonable time
     */
    boolean matches(String name) throws FlakeException {
        try {
            return pattern.matcher(new Counted(name)).matches();
        } catch (TooManySteps | StackOverflowError e) {
            throw tooComplicated(ref);
        }
    }

    private static FlakeException tooComplicated(String ref) {
        return new FlakeException("ref '" + ref + "' is too complicated a regular expression, as which it is used");
    }

    /** A text that counts how often it is looked at. */
    private final class Counted implements CharSequence {

        private final String text;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps++;
            if (steps > MAX_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
