package dev.flakelock.fetcher.tree;

import dev.flakelock.core.settings.Settings;
import dev.flakelock.narhash.TreeLimits;

/** The bounds of trees that the settings give. */
public final class Limits {

    private Limits() {}

    /** What a tree may cost. */
    public static TreeLimits of(Settings settings) {
        int files = (int) Math.min(Integer.MAX_VALUE, settings.maxFiles());
        return TreeLimits.DEFAULT.within(files, settings.maxTree());
    }
}
