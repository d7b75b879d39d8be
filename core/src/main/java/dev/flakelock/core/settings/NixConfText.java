package dev.flakelock.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** The words that {@code nix.conf} and the values in it are made of. */
final class NixConfText {

    private NixConfText() {}

    /** The words of a line or value: what stands between spaces, tabs and line ends. There is no quoting. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, " \t\n\r");
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
