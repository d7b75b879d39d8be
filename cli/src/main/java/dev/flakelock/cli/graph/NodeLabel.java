package dev.flakelock.cli.graph;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.view.LockGraph.Vertex;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the box of a node.
 *
 * @param name the key of the node in the lock file
 * @param source what was asked for; empty for the root
 * @param version the start of its commit and its date, as far as they are known
 */
record NodeLabel(String name, String source, String version) {

    private static final int SHORT = 7;

    static NodeLabel of(Vertex vertex) {
        Node.Pin pin = vertex.pin();
        if (pin == null) {
            return new NodeLabel("this flake", "", "");
        }
        return new NodeLabel(
                vertex.key(),
                pin.original().show(),
                version(pin.locked().input().attrs()));
    }

    private static String version(Attrs locked) {
        List<String> words = new ArrayList<>();
        String rev = locked.text("rev");
        Long lastModified = locked.number("lastModified");
        if (rev != null) {
            words.add(rev.substring(0, Math.min(SHORT, rev.length())));
        }
        if (lastModified != null) {
            words.add(Instant.ofEpochSecond(lastModified)
                    .atZone(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString());
        }
        return String.join(" · ", words);
    }

    /** All lines that are not empty. */
    List<String> lines() {
        return List.of(name, source, version).stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
