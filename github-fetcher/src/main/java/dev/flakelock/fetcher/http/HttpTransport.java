package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Downloads over HTTP the way Nix does: which statuses succeed, which failures are tried again and when, what redirects
 * do, and what is said about it all. Thread-safe; all transfers share one client and its connections.
 */
public final class HttpTransport {

    /** Gives the client, made when it is first needed. */
    @FunctionalInterface
    public interface ClientSource {

        /**
         * The client; the same at each call. It must not follow redirects, retry or ask for a content coding by itself.
         *
         * @throws IOException if the certificates cannot be read
         */
        OkHttpClient client() throws IOException;
    }

    /**
     * What the transport takes from outside, so that tests can bring their own.
     *
     * @param clock the time of day, for what servers say about it
     * @param pause how to wait
     * @param jitter random numbers from 0 up to but not 1, which keep clients from trying again all at once
     */
    public record Surroundings(InstantSource clock, Pause pause, DoubleSupplier jitter) {}

    /** What every transfer works with. */
    record Machinery(
            ClientSource source,
            HttpOptions options,
            HostCredentials hostCredentials,
            RetryPolicy policy,
            Slots slots,
            Surroundings surroundings) {

        OkHttpClient client() throws IOException {
            return source.client();
        }

        Pause pause() {
            return surroundings.pause();
        }

        InstantSource clock() {
            return surroundings.clock();
        }
    }

    private final Machinery machinery;

    /**
     * A transport.
     *
     * @param source gives the client
     * @param options how to behave
     * @param hostCredentials credentials for requests that have none
     * @param surroundings time and chance
     */
    public HttpTransport(
            ClientSource source, HttpOptions options, HostCredentials hostCredentials, Surroundings surroundings) {
        RetryPolicy policy = new RetryPolicy(options.attempts(), surroundings.jitter());
        Slots slots = new Slots(options.connections());
        this.machinery = new Machinery(source, options, hostCredentials, policy, slots, surroundings);
    }

    /**
     * Downloads a small body into memory, from the start again after a failed attempt.
     *
     * @param limit the longest body to accept, in bytes
     * @throws HttpFailure if all attempts fail, or the body is too long
     */
    public HttpDownload download(HttpRequest request, int limit, FetchContext context) throws HttpFailure {
        return new Transfer(machinery, request, context).download(limit);
    }

    /**
     * Opens a body to be read while it arrives; to be closed by the caller.
     *
     * @throws HttpFailure if all attempts to get as far as the body fail
     */
    public HttpStream open(HttpRequest request, FetchContext context) throws HttpFailure {
        Transfer transfer = new Transfer(machinery, request, context);
        return new HttpStream(transfer, transfer.open(0));
    }

    /**
     * Sends a request of somebody who speaks a protocol of their own over HTTP. It is tried again like every other, and
     * fails like every other; but redirects and 401 are for the caller, who also reads and closes the body.
     *
     * @param calls makes the call of each attempt
     * @throws HttpFailure if all attempts to get as far as the body fail
     */
    public Response send(Supplier<Call> calls, FetchContext context) throws HttpFailure {
        Call first = calls.get();
        HttpRequest request = HttpRequest.of(first.request().url().toString());
        return new Transfer(machinery, request, context).send(first, calls);
    }

    /**
     * Waits until one more transfer may run, for one that does not go through this transport but is to count.
     *
     * @return ends it
     * @throws HttpFailure if the fetch is cancelled meanwhile
     */
    public Place enter(FetchContext context) throws HttpFailure {
        machinery.slots().acquire(context);
        return machinery.slots()::release;
    }

    /** The place of one transfer among those that may run at the same time. */
    @FunctionalInterface
    public interface Place extends AutoCloseable {

        /** Leaves it to somebody else; to be called once. */
        @Override
        void close();
    }

    /** How many transfers run at present; for tests that look for leaks. */
    int running() {
        Slots all = new Slots(machinery.options().connections());
        return all.available() - machinery.slots().available();
    }
}
