package dev.flakelock.cli.metadata;

import dev.flakelock.cli.console.Ansi;
import dev.flakelock.core.attr.Attrs;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of a flake as {@code nix flake metadata} prints it: labelled lines, then the tree of inputs.
 *
 * <p>Nix prints labels and names in bold even where the output is no terminal, and so does this.
 */
public final class MetadataText {

    private static final int WIDTH = 15;

    private final StringBuilder text = new StringBuilder();

    private MetadataText() {}

    /**
     * The metadata as text, with a final line end.
     *
     * @param zone in which the flake's own time is shown; the inputs' times are in UTC
     */
    public static String of(Metadata metadata, ZoneId zone) {
        MetadataText result = new MetadataText();
        result.addLines(metadata, zone);
        if (!metadata.lockFile().root().inputs().isEmpty()) {
            result.text.append(bold("Inputs:")).append('\n').append(InputTree.of(metadata.lockFile()));
        }
        return result.text.toString();
    }

    private void addLines(Metadata metadata, ZoneId zone) {
        Attrs locked = metadata.lockedAttrs();
        String rev = locked.text("rev");
        Long revCount = locked.number("revCount");
        Long lastModified = locked.number("lastModified");
        line("Resolved URL:", metadata.resolved().show());
        line(
                "Locked URL:",
                metadata.locked().input().isLocked() ? metadata.locked().show() : null);
        line("Description:", metadata.description());
        line("Path:", metadata.storePath());
        line("Revision:", rev == null ? locked.text("dirtyRev") : rev);
        line("Revisions:", revCount == null ? null : revCount.toString());
        line("Last modified:", lastModified == null ? null : Times.show(Instant.ofEpochSecond(lastModified), zone));
        line("Fingerprint:", metadata.fingerprint());
    }

    private void line(String label, @Nullable String value) {
        if (value != null) {
            text.append(bold(label))
                    .append(" ".repeat(WIDTH - label.length()))
                    .append(value)
                    .append('\n');
        }
    }

    static String bold(String words) {
        return Ansi.BOLD + words + Ansi.RESET;
    }
}
