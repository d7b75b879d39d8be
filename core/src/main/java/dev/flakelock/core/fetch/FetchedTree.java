package dev.flakelock.core.fetch;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What came of fetching an input. Thread-safe.
 *
 * <p>The NAR hash of an archive is known as soon as the archive has been read; that of a local directory is computed
 * when it is first asked for, since a directory that is only read needs none.
 */
public final class FetchedTree {

    /** Computes a NAR hash. */
    @FunctionalInterface
    public interface HashSource {

        /**
         * The NAR hash of the whole tree.
         *
         * @throws FlakeException if the tree cannot be read or has no NAR
         */
        Hash compute() throws FlakeException;
    }

    /** Finds what stands for the contents of a tree. */
    @FunctionalInterface
    public interface FingerprintSource {

        /**
         * A text that is another one for other contents, or null if there is none.
         *
         * @throws FlakeException if the tree cannot be read
         */
        @Nullable String find() throws FlakeException;
    }

    private final Attrs found;
    private final SourceTree files;
    private final HashSource source;
    private final FingerprintSource fingerprint;
    private @Nullable Hash narHash;
    private @Nullable String knownFingerprint;
    private boolean fingerprintAsked;

    /**
     * A tree whose hash is computed when it is asked for.
     *
     * @param found the attributes asked for together with those found, such as {@code rev} and {@code lastModified};
     *     {@code narHash} is among them only for schemes that know it without reading the tree as a NAR
     * @param files the files of the tree
     * @param source computes the NAR hash; called at most once
     */
    public FetchedTree(Attrs found, SourceTree files, HashSource source) {
        this(found, files, source, () -> found.text("rev"));
    }

    private FetchedTree(Attrs found, SourceTree files, HashSource source, FingerprintSource fingerprint) {
        this.found = found;
        this.files = files;
        this.source = source;
        this.fingerprint = fingerprint;
    }

    /** A tree whose hash is known. */
    public static FetchedTree hashed(Attrs found, SourceTree files, Hash narHash) {
        return new FetchedTree(found, files, () -> narHash);
    }

    /** The same tree with something else than its {@code rev} to stand for its contents. */
    public FetchedTree withFingerprint(FingerprintSource other) {
        return new FetchedTree(found, files, this::narHash, other);
    }

    /** The attributes asked for together with those found. */
    public Attrs found() {
        return found;
    }

    /** The files of the tree. */
    public SourceTree files() {
        return files;
    }

    /**
     * The NAR hash of the whole tree; computed at the first call.
     *
     * @throws FlakeException if the tree cannot be read or has no NAR
     */
    public synchronized Hash narHash() throws FlakeException {
        if (narHash == null) {
            narHash = source.compute();
        }
        return narHash;
    }

    /**
     * What stands for the contents of the tree in the {@linkplain dev.flakelock.core.resolve.LockedFlake#fingerprint
     * fingerprint} of a flake, or null if nothing does. May read the tree, at the first call.
     *
     * @throws FlakeException if the tree cannot be read
     */
    public synchronized @Nullable String fingerprint() throws FlakeException {
        if (!fingerprintAsked) {
            knownFingerprint = fingerprint.find();
            fingerprintAsked = true;
        }
        return knownFingerprint;
    }
}
