package dev.flakelock.core.flake;

import java.util.ArrayList;
import java.util.List;

/** The way from a directory to a path, both absolute and without {@code .} and {@code ..}. */
final class RelativePath {

    private RelativePath() {}

    /** For example {@code ../x}, {@code a/b} or {@code .}. */
    static String of(String directory, String path) {
        List<String> from = segments(directory);
        List<String> to = segments(path);
        int common = 0;
        while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<String> way = new ArrayList<>();
        for (int i = common; i < from.size(); i++) {
            way.add("..");
        }
        way.addAll(to.subList(common, to.size()));
        return way.isEmpty() ? "." : String.join("/", way);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }
}
