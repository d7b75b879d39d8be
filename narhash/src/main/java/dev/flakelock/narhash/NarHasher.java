package dev.flakelock.narhash;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hashes the NAR that is pushed into its {@link #nar writer}. Not thread-safe. */
public final class NarHasher {
    private final Sha256 digest = Sha256.create();
    private final NarWriter nar;

    /** Messages name paths as {@code /a/b}. */
    public NarHasher() {
        this("");
    }

    /** Messages name paths below {@code root}. */
    public NarHasher(String root) {
        this(root, null);
    }

    /** Hands the NAR on to another sink as well. */
    NarHasher(String root, @Nullable ByteSink copy) {
        this.nar = new NarWriter(copy == null ? digest : and(digest, copy), root);
    }

    private static ByteSink and(ByteSink first, ByteSink second) {
        return (bytes, offset, length) -> {
            first.write(bytes, offset, length);
            second.write(bytes, offset, length);
        };
    }

    /**
     * Loads what hashing a large tree needs, in the background: to be called when one is expected, such as while an
     * archive is being asked for. Nothing has to be prepared; it saves some 20 ms later. May be called any number of
     * times.
     */
    public static void prepare() {
        Sha256.prepare();
    }

    /**
     * Waits until what {@link #prepare} began is over, some milliseconds at most and even when interrupted. To be called
     * when the archive is done with or did not come: a JVM that ends while Bouncy Castle loads its native code leaves a
     * file behind and a stack trace on the terminal.
     */
    public static void settle() {
        Sha256.settle();
    }

    /** Where the tree goes. */
    public NarWriter nar() {
        return nar;
    }

    /**
     * The hash of the tree pushed; nothing can be pushed afterwards.
     *
     * @throws IllegalStateException when the tree is not complete
     */
    public NarHash finish() throws IOException {
        nar.finish();
        return new NarHash(digest.finish(), nar.written());
    }
}
