package dev.flakelock.core.disk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a file is to contain from now on, and what it has to contain until then. Immutable, if nobody changes the arrays. */
public final class FileChange {

    private final byte @Nullable [] before;
    private final byte[] after;

    /**
     * A change of a file.
     *
     * @param before the contents that were read and that {@code after} was made from; null if there was no file
     * @param after the contents to write
     */
    public FileChange(byte @Nullable [] before, byte[] after) {
        this.before = before;
        this.after = after;
    }

    /** A file that is not there yet. */
    public static FileChange creating(byte[] contents) {
        return new FileChange(null, contents);
    }

    /** The contents to write. */
    public byte[] after() {
        return after;
    }

    /** Whether there must be no such file. */
    boolean isNew() {
        return before == null;
    }

    /** Whether these are the contents that the change was made from. */
    boolean startsWith(byte[] contents) {
        return Arrays.equals(before, contents);
    }
}
