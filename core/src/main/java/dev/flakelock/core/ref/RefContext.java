package dev.flakelock.core.ref;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a flake reference is written, which decides what relative paths mean and what is looked up on disk. Immutable.
 *
 * @param schemes the input schemes
 * @param baseDirectory the absolute directory that relative paths start from, or null if there is none
 * @param allowMissing whether a directory need not hold a {@code flake.nix}; otherwise it is searched for upwards
 * @param isFlake whether a flake is expected, rather than just a tree or a file
 * @param keepRelative whether relative paths stay as they are, to be taken relative to the flake that names them
 * @param warnings is told what a user should know, as plain sentences without a prefix
 * @param notices is told what is being done
 */
public record RefContext(
        Schemes schemes,
        @Nullable Path baseDirectory,
        boolean allowMissing,
        boolean isFlake,
        boolean keepRelative,
        Consumer<String> warnings,
        Consumer<String> notices) {

    /** A reference that is read on its own, such as one that is added to a registry: relative paths are refused. */
    public static RefContext absolute(Schemes schemes) {
        return new RefContext(schemes, null, false, true, false, text -> {}, text -> {});
    }

    /** The {@code url} of an input in {@code flake.nix}, whose {@code flake} attribute is this. */
    public static RefContext input(Schemes schemes, boolean isFlake) {
        return new RefContext(schemes, null, true, isFlake, true, text -> {}, text -> {});
    }

    /** A flake that a user names on the command line, in this absolute working directory. */
    public static RefContext commandLine(Schemes schemes, Path workingDirectory) {
        return new RefContext(schemes, workingDirectory, false, true, false, text -> {}, text -> {});
    }

    /** The new reference of {@code --override-input}, in this absolute working directory. */
    public static RefContext override(Schemes schemes, Path workingDirectory) {
        return new RefContext(schemes, workingDirectory, true, true, false, text -> {}, text -> {});
    }

    /** The same with other listeners. */
    public RefContext reportingTo(Consumer<String> warningListener, Consumer<String> noticeListener) {
        return new RefContext(
                schemes, baseDirectory, allowMissing, isFlake, keepRelative, warningListener, noticeListener);
    }
}
