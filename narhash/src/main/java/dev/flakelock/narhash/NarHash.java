package dev.flakelock.narhash;

/**
 * The hash of a NAR.
 *
 * @param hash its SHA-256, {@code narHash} in a lock file
 * @param size bytes of the NAR
 */
public record NarHash(Hash hash, long size) {}
