package dev.flakelock.core.fetch;

/**
 * What surrounds one fetch. Given to the thread that fetches; its methods may be called from any thread.
 *
 * <p>Nothing is shown to the user at once: warnings are kept and delivered by the resolver on its own thread, in the
 * order of the inputs, so that the output does not depend on who finishes first.
 */
public interface FetchContext {

    /** Keeps a warning, without the word {@code warning} and without secrets. */
    void warn(String message);

    /** Keeps a line that is no warning, such as what is being unpacked. */
    default void notice(String message) {}

    /**
     * Tells what only those want to know who ask for it, without secrets: a request and its answer, or that something
     * was in the cache.
     */
    default void detail(String message) {}

    /** Says how far the fetch is. May be called often; it returns at once. */
    void progress(FetchProgress progress);

    /** Whether the result is no longer wanted. */
    boolean isCancelled();

    /**
     * Has this run, once and on any thread, when the result is no longer wanted; at once if that is so already.
     * An interrupt does not stop a blocked read, so whoever blocks registers what does.
     *
     * @return closes the registration; to be called when the blocking work is over
     */
    Registration onCancel(Runnable hook);

    /** A registered hook. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
