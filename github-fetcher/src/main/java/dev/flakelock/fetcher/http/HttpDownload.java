package dev.flakelock.fetcher.http;

/**
 * A small answer as a whole.
 *
 * @param head its headers
 * @param body its body; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record HttpDownload(HttpHead head, byte[] body) {}
