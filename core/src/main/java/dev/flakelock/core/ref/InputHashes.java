package dev.flakelock.core.ref;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashAlgorithm;
import dev.flakelock.narhash.HashFormatException;

/** Hashes as they are written in the attributes of inputs. */
final class InputHashes {

    private InputHashes() {}

    /** A commit; SHA-1 unless the text names its algorithm. */
    static Hash rev(String text) throws FlakeException {
        try {
            return Hash.parse(text, null);
        } catch (HashFormatException e) {
            return sha1(text);
        }
    }

    static Hash sha1(String text) throws FlakeException {
        try {
            return Hash.parse(text, HashAlgorithm.SHA1);
        } catch (HashFormatException e) {
            throw new FlakeException(message(e), e);
        }
    }

    static Hash narHash(String text) throws FlakeException {
        if (text.isEmpty()) {
            return Hash.zeroSha256();
        }
        Hash hash;
        try {
            hash = Hash.parseSri(text);
        } catch (HashFormatException e) {
            throw new FlakeException(message(e), e);
        }
        if (hash.algorithm() != HashAlgorithm.SHA256) {
            throw new FlakeException("narHash must use SHA-256");
        }
        return hash;
    }

    private static String message(HashFormatException e) {
        String message = e.getMessage();
        return message == null ? "invalid hash" : message;
    }
}
