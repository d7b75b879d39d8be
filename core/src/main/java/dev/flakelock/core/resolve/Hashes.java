package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashAlgorithm;
import dev.flakelock.narhash.HashFormatException;

/** Reads the hashes that attributes hold. */
final class Hashes {

    private Hashes() {}

    /** The value of a {@code narHash}: SHA-256 as SRI; an empty text is the hash that nothing has. */
    static Hash narHash(String text) throws FlakeException {
        if (text.isEmpty()) {
            return Hash.zeroSha256();
        }
        Hash hash;
        try {
            hash = Hash.parseSri(text);
        } catch (HashFormatException e) {
            throw new FlakeException(String.valueOf(e.getMessage()), e);
        }
        if (hash.algorithm() != HashAlgorithm.SHA256) {
            throw new FlakeException("narHash must use SHA-256");
        }
        return hash;
    }

    /** Whether two texts mean the same commit. Texts that are no hashes are compared as they are. */
    static boolean sameRev(String a, String b) {
        try {
            return Hash.parse(a, HashAlgorithm.SHA1).equals(Hash.parse(b, HashAlgorithm.SHA1));
        } catch (HashFormatException e) {
            return a.equals(b);
        }
    }
}
