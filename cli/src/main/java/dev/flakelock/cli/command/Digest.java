package dev.flakelock.cli.command;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.ByteSink;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A digest of any algorithm that the JDK has. */
final class Digest implements ByteSink {

    private final HashAlgorithm algorithm;
    private final MessageDigest digest;

    private Digest(HashAlgorithm algorithm, MessageDigest digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    /**
     * A digest of nothing yet.
     *
     * @throws FlakeException for BLAKE3, which Nix knows only as an experimental feature
     */
    static Digest of(HashAlgorithm algorithm) throws FlakeException {
        String name = switch (algorithm) {
            case MD5 -> "MD5";
            case SHA1 -> "SHA-1";
            case SHA256 -> "SHA-256";
            case SHA512 -> "SHA-512";
            case BLAKE3 ->
                throw new FlakeException("experimental Nix feature 'blake3-hashes' is disabled; add"
                                + " '--extra-experimental-features blake3-hashes' to enable it")
                        .hint("flakelock does not have this feature");
        };
        try {
            return new Digest(algorithm, MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException e) {
            throw new FlakeException("this Java has no " + name, e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** The hash of everything written. */
    Hash finish() {
        return Hash.of(algorithm, digest.digest());
    }
}
