package dev.flakelock.benchmarks;

import dev.flakelock.benchmarks.corpus.LockFiles;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileReader;
import dev.flakelock.core.lock.LockFileWriter;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.fetcher.StandardSchemes;
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

/** Reading and writing a lock file. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class LockFileBenchmark {

    @Param("" + LockFiles.NODES)
    private int nodes;

    private final Schemes schemes = StandardSchemes.language();
    private byte[] text = {};
    private LockFile lock = LockFile.EMPTY;

    @Setup
    public void prepare() throws FlakeException {
        lock = LockFileReader.read(LockFiles.of(nodes), "flake.lock", schemes, warning -> {});
        text = LockFileWriter.format(lock).getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public LockFile read() throws FlakeException {
        return LockFileReader.read(text, "flake.lock", schemes, warning -> {});
    }

    @Benchmark
    public String write() {
        return LockFileWriter.format(lock);
    }
}
