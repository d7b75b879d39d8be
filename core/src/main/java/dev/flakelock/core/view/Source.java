package dev.flakelock.core.view;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.ref.FlakeRef;
import java.util.List;
import java.util.Locale;

/**
 * Where something comes from, whatever its version: two locked references have the same source if they may be two
 * versions of one thing.
 *
 * @param attrs what is left of the attributes without those of a version
 */
record Source(Attrs attrs) {

    private static final List<String> OF_A_VERSION = List.of(
            "rev",
            "ref",
            "narHash",
            "lastModified",
            "revCount",
            "dirtyRev",
            "dirtyShortRev",
            "treeHash",
            "shallow",
            Attrs.FINAL);

    /** Forges look these up without regard to case, and people write them as they like. */
    private static final List<String> WITHOUT_CASE = List.of("owner", "repo", "host");

    /** The source of a reference. */
    static Source of(FlakeRef ref) {
        Attrs attrs = ref.toAttrs();
        for (String name : OF_A_VERSION) {
            attrs = attrs.without(name);
        }
        for (String name : WITHOUT_CASE) {
            String text = attrs.text(name);
            if (text != null) {
                attrs = attrs.with(name, text.toLowerCase(Locale.ROOT));
            }
        }
        return new Source(attrs);
    }
}
