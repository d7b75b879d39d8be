package dev.flakelock.narhash;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash: an algorithm and its digest. Immutable; equal when both are equal, however they were spelled.
 *
 * <p>Text forms are Nix's: base-16 (lower case), Nix base-32, base-64 with padding, and SRI
 * ({@code sha256-<base-64>}).
 */
public final class Hash {
    private final HashAlgorithm algorithm;
    private final byte[] digest;

    private Hash(HashAlgorithm algorithm, byte[] digest) {
        this.algorithm = algorithm;
        this.digest = digest;
    }

    /**
     * A hash of these digest bytes, which are copied.
     *
     * @throws IllegalArgumentException when their number is not the algorithm's size
     */
    public static Hash of(HashAlgorithm algorithm, byte[] digest) {
        if (digest.length != algorithm.size()) {
            throw new IllegalArgumentException(algorithm + " has " + algorithm.size() + " bytes, not " + digest.length);
        }
        return new Hash(algorithm, digest.clone());
    }

    /** The SHA-256 of a short text: quick to start, and slow for more than some kilobytes. */
    public static Hash sha256(byte[] text) {
        return new Hash(HashAlgorithm.SHA256, Sha256.of(text));
    }

    /** The SHA-256 of all zero bytes' digest, which Nix takes for an empty {@code narHash}: matches nothing. */
    public static Hash zeroSha256() {
        return new Hash(HashAlgorithm.SHA256, new byte[HashAlgorithm.SHA256.size()]);
    }

    /**
     * Reads {@code algo-<base-64>}; the final {@code =} may be missing.
     *
     * @throws HashFormatException in Nix's words
     */
    public static Hash parseSri(String text) throws HashFormatException {
        return HashText.parseSri(text);
    }

    /**
     * Reads any of Nix's spellings: {@code algo:<text>}, SRI, or a bare text whose format follows from its length.
     *
     * @param algorithm the algorithm the hash must have; null when the text itself has to name it
     * @throws HashFormatException in Nix's words
     */
    public static Hash parse(String text, @Nullable HashAlgorithm algorithm) throws HashFormatException {
        return HashText.parse(text, algorithm);
    }

    /** The algorithm. */
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of the digest. */
    public byte[] bytes() {
        return digest.clone();
    }

    /** {@code sha256-<padded base-64>}: how {@code narHash} is written. */
    public String toSri() {
        return algorithm.nixName() + '-' + toBase64();
    }

    /** Lower-case hexadecimal digits. */
    public String toBase16() {
        return HashText.base16(digest);
    }

    /** Nix base-32. */
    public String toNix32() {
        return Nix32.encode(digest);
    }

    /** Padded base-64. */
    public String toBase64() {
        return java.util.Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash that && algorithm == that.algorithm && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return toSri();
    }
}
