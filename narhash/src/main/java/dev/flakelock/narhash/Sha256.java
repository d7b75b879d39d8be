package dev.flakelock.narhash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * The one place that chooses an implementation of SHA-256.
 *
 * <p>Large inputs go to Bouncy Castle LTS, which uses the processor's SHA instructions through its own native code where
 * it has some and is pure Java elsewhere. Should its classes not load at all (a stripped or damaged jar), the JDK's
 * digest does the work: slower on a young JVM, the same value. Not thread-safe.
 */
abstract class Sha256 implements ByteSink {
    private static final int SIZE = 32;

    static Sha256 create() {
        try {
            return new BouncyCastle(SHA256Digest.newInstance());
        } catch (LinkageError | RuntimeException unusable) {
            return new Jdk(jdkDigest());
        }
    }

    /** The digest of a short text, without loading native code for it. */
    static byte[] of(byte[] bytes) {
        return jdkDigest().digest(bytes);
    }

    @Override
    public abstract void write(byte[] bytes, int offset, int length);

    /** The digest of everything written; nothing may be written afterwards. */
    abstract Hash finish();

    private static MessageDigest jdkDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static final class BouncyCastle extends Sha256 {
        private final Digest digest;

        BouncyCastle(Digest digest) {
            this.digest = digest;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        Hash finish() {
            byte[] result = new byte[SIZE];
            digest.doFinal(result, 0);
            return Hash.of(HashAlgorithm.SHA256, result);
        }
    }

    private static final class Jdk extends Sha256 {
        private final MessageDigest digest;

        Jdk(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        Hash finish() {
            return Hash.of(HashAlgorithm.SHA256, digest.digest());
        }
    }
}
