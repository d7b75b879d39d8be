package dev.flakelock.benchmarks;

import dev.flakelock.benchmarks.corpus.GitArchive;
import dev.flakelock.benchmarks.corpus.TreeShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
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

/** What inflating costs before anything is done with the bytes: the JDK's inflater, and the CRC that gzip asks for. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class InflateBenchmark {

    @Param({"false", "true"})
    private boolean crc;

    /** 1 is the size of nixpkgs. */
    @Param("0.05")
    private double scale;

    private byte[] deflated = {};
    private final byte[] buffer = new byte[256 * 1024];

    @Setup
    public void prepare() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream tar = new DeflaterOutputStream(out, deflater)) {
            GitArchive.tar(TreeShape.NIXPKGS.tree(scale), "nixpkgs", "0".repeat(40), tar);
        } finally {
            deflater.end();
        }
        deflated = out.toByteArray();
    }

    @Benchmark
    public long inflate(Megabytes counter) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        CRC32 sum = new CRC32();
        try {
            inflater.setInput(deflated);
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (crc) {
                    sum.update(buffer, 0, count);
                }
            }
            counter.add(inflater.getBytesWritten());
            return sum.getValue();
        } finally {
            inflater.end();
        }
    }
}
