package dev.flakelock.benchmarks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** SHA-256 as Bouncy Castle does it with the processor's instructions, in Java, and as the JDK does it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class DigestBenchmark {

    /** Where Bouncy Castle has no native code, {@code bc-native} is the same as {@code bc-java}. */
    @Param({"bc-native", "bc-java", "jdk"})
    private String digest = "";

    @Param({"64", "1024", "65536", "1048576", "67108864"})
    private int size;

    private byte[] data = {};
    private UnaryOperator<byte[]> sha256 = bytes -> bytes;

    @Setup
    public void prepare() {
        data = new byte[size];
        for (int i = 0; i < size; i++) {
            data[i] = (byte) (i * 31 + (i >> 8));
        }
        sha256 = switch (digest) {
            case "bc-native" -> bouncyCastle(SHA256Digest.newInstance());
            case "bc-java" -> bouncyCastle(new SHA256Digest());
            default -> jdk()::digest;
        };
    }

    @Benchmark
    public byte[] sha256(Megabytes counter) {
        counter.add(size);
        return sha256.apply(data);
    }

    private static UnaryOperator<byte[]> bouncyCastle(Digest digest) {
        return bytes -> {
            byte[] result = new byte[digest.getDigestSize()];
            digest.update(bytes, 0, bytes.length);
            digest.doFinal(result, 0);
            return result;
        };
    }

    private static MessageDigest jdk() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
