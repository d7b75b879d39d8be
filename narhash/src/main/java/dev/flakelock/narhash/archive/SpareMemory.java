package dev.flakelock.narhash.archive;

import java.util.concurrent.Semaphore;

/**
 * What all archives of this process may use together, beyond the little that each one has of its own: a few are read
 * at full speed, and of many at once each still gets on, with more waiting or a temporary file. Thread-safe.
 */
final class SpareMemory {
    private static final int UNIT = 1024;
    /** In KiB: enough for the contents and the pipes of one that is as large as they come, and some more. */
    private static final Semaphore LEFT = new Semaphore(32 * 1024);

    private SpareMemory() {}

    /** Takes that many bytes, a multiple of 1024, if they are left. */
    static boolean take(int bytes) {
        return LEFT.tryAcquire(bytes / UNIT);
    }

    /** Gives back what was taken. */
    static void giveBack(int bytes) {
        LEFT.release(bytes / UNIT);
    }
}
