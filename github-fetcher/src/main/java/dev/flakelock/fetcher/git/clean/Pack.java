package dev.flakelock.fetcher.git.clean;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A pack with its index of version 2 (gitformat-pack).
 *
 * @param index the file {@code .idx}
 * @param objects the file {@code .pack}
 */
record Pack(Path index, Path objects) {

    private static final long MAGIC = 0xff744f63_00000002L;
    private static final long FANOUT = 8;
    private static final long NAMES = FANOUT + 4 * 256;
    private static final int NAME = 20;
    private static final int CRC = 4;
    private static final int OFFSET = 4;
    private static final int COMMIT = 1;

    static Pack of(Path index) {
        String name = String.valueOf(index.getFileName());
        return new Pack(index, index.resolveSibling(name.substring(0, name.length() - 4) + ".pack"));
    }

    /** The contents of a commit that is not stored as a difference, or null if it is not in this pack. */
    byte @Nullable [] commit(byte[] name) throws IOException {
        long offset = offset(name);
        if (offset < 0) {
            return null;
        }
        try (RandomAccessFile file = new RandomAccessFile(objects.toFile(), "r")) {
            file.seek(offset);
            int b = file.read();
            if ((b >> 4 & 7) != COMMIT) {
                throw new Unusual("no whole commit");
            }
            while (b >= 0x80) {
                b = file.read();
            }
            return new InflaterInputStream(Channels.newInputStream(file.getChannel())).readNBytes(Objects.LONGEST);
        }
    }

    /** Where in the pack an object is, or -1. */
    private long offset(byte[] name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(index.toFile(), "r")) {
            if (file.readLong() != MAGIC) {
                throw new Unusual("version");
            }
            int first = name[0] & 0xff;
            long low = first == 0 ? 0 : number(file, FANOUT + 4L * (first - 1));
            long high = number(file, FANOUT + 4L * first);
            long count = number(file, NAMES - 4);
            byte[] found = new byte[NAME];
            while (low < high) {
                long middle = (low + high) / 2;
                file.seek(NAMES + NAME * middle);
                file.readFully(found);
                int order = Arrays.compareUnsigned(found, name);
                if (order == 0) {
                    long offset = number(file, NAMES + (NAME + CRC) * count + OFFSET * middle);
                    if (offset > Integer.MAX_VALUE) {
                        throw new Unusual("far away");
                    }
                    return offset;
                }
                low = order < 0 ? middle + 1 : low;
                high = order < 0 ? high : middle;
            }
            return -1;
        }
    }

    private static long number(RandomAccessFile file, long at) throws IOException {
        file.seek(at);
        return Integer.toUnsignedLong(file.readInt());
    }
}
