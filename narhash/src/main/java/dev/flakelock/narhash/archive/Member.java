package dev.flakelock.narhash.archive;

import java.nio.charset.StandardCharsets;

/** One member of an archive, before its data. */
final class Member {
    /** What a member makes. */
    enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK
    }

    /** The size is known only when the data has been read. */
    static final long UNKNOWN_SIZE = -1;

    final Kind kind;
    /** The name as it is in the archive. */
    final byte[] name;
    /** Target of a link of either kind; empty for others. */
    final byte[] target;

    final long size;
    final boolean executable;
    final long mtime;

    Member(Kind kind, byte[] name, byte[] target, long size, boolean executable, long mtime) {
        this.kind = kind;
        this.name = name;
        this.target = target;
        this.size = size;
        this.executable = executable;
        this.mtime = mtime;
    }

    static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
