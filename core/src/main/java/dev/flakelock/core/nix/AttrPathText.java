package dev.flakelock.core.nix;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Attribute names as messages show them. */
final class AttrPathText {

    private static final Set<String> KEYWORDS =
            Set.of("if", "then", "else", "assert", "with", "let", "in", "rec", "inherit");

    private AttrPathText() {}

    static String of(List<AttrName> path) {
        return path.stream()
                .map(name -> name instanceof Symbol symbol ? quotedIfNeeded(symbol.text()) : "\"${...}\"")
                .collect(Collectors.joining("."));
    }

    /** The name as it would be written: an identifier as it is, anything else in double quotes. */
    static String quotedIfNeeded(String name) {
        if (name.matches("[A-Za-z_][A-Za-z0-9_'-]*") && !KEYWORDS.contains(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '$' -> out.append(name.startsWith("{", i + 1) ? "\\$" : "$");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
