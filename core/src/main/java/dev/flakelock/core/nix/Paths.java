package dev.flakelock.core.nix;

import java.util.ArrayList;
import java.util.List;

/** Paths as Nix treats them in expressions: text, without a look at the file system. */
final class Paths {

    private Paths() {}

    /** {@code path}, if relative from {@code base}, without {@code .}, {@code ..} and doubled slashes. */
    static String resolve(String base, String path) {
        List<String> kept = new ArrayList<>();
        String full = path.startsWith("/") ? path : base + "/" + path;
        for (String segment : full.split("/")) {
            if (segment.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
        }
        return "/" + String.join("/", kept);
    }
}
