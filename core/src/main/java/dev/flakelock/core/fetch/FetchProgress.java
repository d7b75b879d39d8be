package dev.flakelock.core.fetch;

/**
 * How far a fetch is.
 *
 * @param activity what is being done
 * @param bytes the bytes received so far
 * @param totalBytes the bytes to expect, or -1 if that is not known
 */
public record FetchProgress(Activity activity, long bytes, long totalBytes) {

    /** What a fetch is doing. */
    public enum Activity {
        /** A server is asked what there is. */
        LOOKING_UP,
        /** Bytes arrive. */
        DOWNLOADING,
        /** What lies on this machine is read. */
        HASHING
    }
}
