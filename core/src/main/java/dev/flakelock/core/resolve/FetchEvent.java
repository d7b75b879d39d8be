package dev.flakelock.core.resolve;

import dev.flakelock.core.fetch.FetchProgress;
import dev.flakelock.core.lock.InputAttrPath;

/**
 * What happens to one fetch. For each reference there is first {@link Started}, at last either {@link Finished} or {@link
 * Failed} unless the call ends before, and in between as many of the others as there is something to tell; {@link
 * Advanced} comes at most ten times a second.
 */
public sealed interface FetchEvent {

    /**
     * The input that it is fetched for: the first to ask, if there are several. The root for the flake itself, and for
     * what is no input of a flake.
     */
    InputAttrPath input();

    /** What is fetched, or looked up in a registry, for display. */
    String reference();

    /** It is about to be fetched. */
    record Started(InputAttrPath input, String reference) implements FetchEvent {}

    /** It is so far. */
    record Advanced(InputAttrPath input, String reference, FetchProgress progress) implements FetchEvent {}

    /**
     * Something that only those want to know who ask for it: a request, or that something was in the cache.
     *
     * @param text the words, without secrets
     */
    record Detail(InputAttrPath input, String reference, String text) implements FetchEvent {}

    /**
     * It has been fetched.
     *
     * @param bytes how many bytes were received; 0 if it was in the cache or on this machine
     */
    record Finished(InputAttrPath input, String reference, long bytes) implements FetchEvent {}

    /**
     * It could not be fetched. Whether that matters is seen later.
     *
     * @param message why, without traces and secrets
     */
    record Failed(InputAttrPath input, String reference, String message) implements FetchEvent {}
}
