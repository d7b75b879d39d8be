package dev.flakelock.benchmarks;

import dev.flakelock.narhash.NarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
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

/** The NAR serialisation alone: a thousand directories of ten files each, into a sink that only counts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class NarBenchmark {

    private static final int DIRECTORIES = 1000;
    private static final int FILES = 10;

    @Param({"100", "5000"})
    private int fileSize;

    private byte[] contents = {};
    private byte[][] names = {};

    @Setup
    public void prepare() {
        contents = new byte[fileSize];
        names = new byte[DIRECTORIES][];
        for (int i = 0; i < DIRECTORIES; i++) {
            names[i] = "package-%04d".formatted(i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Benchmark
    public long framing(Megabytes counter) throws IOException {
        NarWriter nar = new NarWriter((bytes, offset, length) -> counter.add(length));
        nar.beginDirectory();
        for (byte[] directory : names) {
            nar.entry(directory);
            nar.beginDirectory();
            for (int i = 0; i < FILES; i++) {
                nar.entry(names[i]);
                nar.regular(false, contents);
            }
            nar.endDirectory();
        }
        nar.endDirectory();
        nar.finish();
        return nar.written();
    }
}
