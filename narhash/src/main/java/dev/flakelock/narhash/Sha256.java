package dev.flakelock.narhash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.jspecify.annotations.Nullable;

/**
 * The one place that chooses an implementation of SHA-256.
 *
 * <p>Small inputs are hashed {@linkplain PlainSha256 right here}. Large ones go to Bouncy Castle LTS, which uses the
 * processor's SHA instructions through its own native code where it has some and is pure Java elsewhere; but some 20 ms
 * pass until it is there. Should its classes not load at all (a stripped or damaged jar), the JDK's digest does the
 * work: slower on a young JVM, the same value. Not thread-safe.
 */
abstract class Sha256 implements ByteSink {
    private static final int SIZE = 32;
    private static final Thread LOADER = new Thread(Sha256::large, "sha256");
    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    static {
        LOADER.setDaemon(true);
    }

    static Sha256 create() {
        return new BySize();
    }

    /** Loads what large inputs need on a thread of its own, at the first call; returns at once. */
    static void prepare() {
        if (!PREPARED.getAndSet(true)) {
            LOADER.start();
        }
    }

    /** Waits until what {@link #prepare} began is over, even when interrupted; the thread is interrupted afterwards. */
    static void settle() {
        boolean interrupted = Thread.interrupted();
        while (LOADER.isAlive()) {
            try {
                LOADER.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Sha256 large() {
        try {
            return new BouncyCastle(SHA256Digest.newInstance());
        } catch (LinkageError | RuntimeException unusable) {
            return new Jdk(jdkDigest());
        }
    }

    /** The digest of a short text, without loading anything for it. */
    static byte[] of(byte[] bytes) {
        return PlainSha256.of(bytes, bytes.length);
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

    /** Holds the input until it ends, or is too long to be called small. */
    private static final class BySize extends Sha256 {
        /** Larger than any block of the NAR writer, and hashed within a few milliseconds. */
        private static final int SMALL = 64 * 1024;

        private byte[] held = new byte[SMALL / 8];
        private int length;
        private @Nullable Sha256 large;

        @Override
        public void write(byte[] bytes, int offset, int count) {
            if (large == null && count > SMALL - length) {
                large = large();
                large.write(held, 0, length);
                held = new byte[0];
            }
            if (large != null) {
                large.write(bytes, offset, count);
                return;
            }
            if (count > held.length - length) {
                held = Arrays.copyOf(held, Math.max(2 * held.length, length + count));
            }
            System.arraycopy(bytes, offset, held, length, count);
            length += count;
        }

        @Override
        Hash finish() {
            if (large != null) {
                return large.finish();
            }
            return Hash.of(HashAlgorithm.SHA256, PlainSha256.of(held, length));
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
