package dev.flakelock.fetcher.cache;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.fetcher.http.HttpFailure;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/**
 * Lets those who want the same thing at the same time get it once: the first one gets it, the others wait for what comes
 * of that. A failure is the first one's own: whoever waited tries by himself. Thread-safe.
 *
 * @param <T> what is got; immutable, as it is handed to several threads
 */
public final class InFlight<T> {

    /** Gets the thing. */
    @FunctionalInterface
    public interface Source<T> {

        /**
         * The thing.
         *
         * @throws FlakeException if it cannot be had
         */
        T get() throws FlakeException;
    }

    private final ConcurrentMap<CacheKey, CompletableFuture<T>> running = new ConcurrentHashMap<>();

    /**
     * The thing of this key, from the source or from somebody who is getting it.
     *
     * @throws FlakeException if the source fails, or the fetch is cancelled while somebody else is waited for
     */
    public T get(CacheKey key, FetchContext context, Source<T> source) throws FlakeException {
        while (true) {
            CompletableFuture<T> own = new CompletableFuture<>();
            CompletableFuture<T> other = running.putIfAbsent(key, own);
            if (other == null) {
                return lead(key, own, source);
            }
            Optional<T> result = await(other, context);
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private T lead(CacheKey key, CompletableFuture<T> own, Source<T> source) throws FlakeException {
        try {
            T result = source.get();
            own.complete(result);
            return result;
        } finally {
            running.remove(key, own);
            own.cancel(false);
        }
    }

    /** What the other one got; nothing if he failed. */
    @SuppressWarnings("try") // the registration is only held
    private static <T> Optional<T> await(CompletableFuture<T> other, FetchContext context) throws HttpFailure {
        CompletableFuture<T> waiting = other.copy();
        try (FetchContext.Registration hook = context.onCancel(() -> waiting.cancel(false))) {
            return Optional.of(waiting.get());
        } catch (CancellationException | ExecutionException e) {
            if (context.isCancelled()) {
                throw HttpFailure.cancelled();
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpFailure.cancelled();
        }
    }
}
