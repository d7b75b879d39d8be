package dev.flakelock.narhash;

import java.util.Locale;

/** The hash algorithms Nix names, with the size of their digest in bytes. BLAKE3 is known by name only. */
public enum HashAlgorithm {
    /** BLAKE3, of 32 bytes; known by name only. */
    BLAKE3(32),
    /** MD5, of 16 bytes. */
    MD5(16),
    /** SHA-1, of 20 bytes. */
    SHA1(20),
    /** SHA-256, of 32 bytes. */
    SHA256(32),
    /** SHA-512, of 64 bytes. */
    SHA512(64);

    private final int size;

    HashAlgorithm(int size) {
        this.size = size;
    }

    /** Bytes in a digest. */
    public int size() {
        return size;
    }

    /** Nix's name: {@code sha256}. */
    public String nixName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The algorithm of that exact lower-case name.
     *
     * @throws HashFormatException when Nix knows no such algorithm
     */
    public static HashAlgorithm parse(String name) throws HashFormatException {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.nixName().equals(name)) {
                return algorithm;
            }
        }
        throw new HashFormatException(
                "unknown hash algorithm '" + name + "', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'");
    }
}
