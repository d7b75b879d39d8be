package dev.flakelock.cli.progress;

/** How fast bytes arrive, since the first of them: what came before was not the network's slowness. */
final class Rate {

    private long since = -1;
    private long before;

    /** So many bytes are there at this time. Fewer than at first mean that it began again. */
    void at(long bytes, long millis) {
        if (bytes > 0 && (since < 0 || bytes < before)) {
            since = millis;
            before = bytes;
        }
    }

    /** The rate for people; empty where it would be a guess. */
    String text(long bytes, long millis) {
        return since < 0 || millis <= since || bytes <= before
                ? ""
                : ByteCount.of((bytes - before) * 1000 / (millis - since)) + "/s";
    }
}
