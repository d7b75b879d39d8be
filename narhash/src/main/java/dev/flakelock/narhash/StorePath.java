package dev.flakelock.narhash;

import java.nio.charset.StandardCharsets;

/**
 * The name a source tree has in the Nix store. It follows from the NAR hash and a name alone (Nix manual, "Store path
 * specification", type {@code source}), so that messages and {@code --json} output can name it without a store.
 */
public final class StorePath {
    private static final String STORE = "/nix/store";
    private static final int SIZE = 20;

    private StorePath() {}

    /** {@code /nix/store/<digest>-source}. */
    public static String ofSource(Hash narHash) {
        return ofSource(narHash, "source");
    }

    /**
     * {@code /nix/store/<digest>-<name>} of a tree added by that NAR hash, without references.
     *
     * @throws IllegalArgumentException when the hash is not SHA-256
     */
    public static String ofSource(Hash narHash, String name) {
        if (narHash.algorithm() != HashAlgorithm.SHA256) {
            throw new IllegalArgumentException("a source tree has a SHA-256, not " + narHash);
        }
        String fingerprint = "source:sha256:" + narHash.toBase16() + ":" + STORE + ":" + name;
        byte[] digest = Sha256.of(fingerprint.getBytes(StandardCharsets.UTF_8));
        return STORE + "/" + Nix32.encode(fold(digest)) + "-" + name;
    }

    private static byte[] fold(byte[] digest) {
        byte[] folded = new byte[SIZE];
        for (int i = 0; i < digest.length; i++) {
            folded[i % SIZE] ^= digest[i];
        }
        return folded;
    }
}
