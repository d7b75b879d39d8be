package dev.flakelock.core.ref;

import java.util.ArrayList;
import java.util.List;

/** Between the segments of a URL's path and the path of a file, with {@code /} between its components. */
final class UrlPaths {

    private UrlPaths() {}

    /**
     * The file path that these segments mean. Empty segments in the middle are dropped; an empty one at the end leaves
     * a final slash.
     *
     * @throws BadUrlException if a segment holds a slash or a zero byte
     */
    static String toFilePath(List<String> segments) throws BadUrlException {
        for (String segment : segments) {
            if (segment.indexOf('/') >= 0) {
                throw new BadUrlException(
                        "URL path component '" + segment + "' contains '/', which is not allowed in file names");
            }
            if (segment.indexOf('\0') >= 0) {
                throw new BadUrlException("URL path component '" + segment.replace('\0', '␀')
                        + "' contains NUL byte which is not allowed");
            }
        }
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            boolean needsSlash = i == 0 ? segments.get(0).isEmpty() : path.length() > 0 && !endsWithSlash(path);
            path.append(needsSlash ? "/" : "").append(segments.get(i));
        }
        return path.toString();
    }

    private static boolean endsWithSlash(StringBuilder path) {
        return path.charAt(path.length() - 1) == '/';
    }

    /** The segments that mean a file path; the empty path becomes one empty segment. */
    static List<String> fromFilePath(String path) {
        List<String> segments = new ArrayList<>();
        if (path.startsWith("/")) {
            segments.add("");
        }
        for (String component : path.split("/")) {
            if (!component.isEmpty()) {
                segments.add(component);
            }
        }
        boolean hasName = !path.isEmpty() && !path.endsWith("/");
        if (!hasName) {
            boolean hasComponents = segments.size() > (path.startsWith("/") ? 1 : 0);
            // Nix counts the empty name behind a final slash twice, which shows in messages only.
            segments.addAll(hasComponents ? List.of("", "") : List.of(""));
        }
        return segments;
    }
}
