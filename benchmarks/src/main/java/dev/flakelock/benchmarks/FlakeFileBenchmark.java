package dev.flakelock.benchmarks;

import dev.flakelock.benchmarks.corpus.FlakeFiles;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.NixFile;
import dev.flakelock.core.nix.SourceText;
import dev.flakelock.fetcher.StandardSchemes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Two hundred {@code flake.nix} files: parsed and checked, and read for their inputs as well. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FlakeFileBenchmark {

    private final List<byte[]> files = FlakeFiles.corpus();
    private final LanguageOptions options = LanguageOptions.pure("/nix/store/source");
    private final FlakeNixReader reader = new FlakeNixReader(StandardSchemes.language(), false);

    @Benchmark
    public void parse(Megabytes counter, Blackhole sink) throws FlakeException {
        for (byte[] file : files) {
            sink.consume(NixFile.parse(SourceText.of("flake.nix", file), options));
            counter.add(file.length);
        }
    }

    @Benchmark
    public void read(Megabytes counter, Blackhole sink) throws FlakeException {
        for (byte[] file : files) {
            sink.consume(reader.read(FlakeDirectory.root(new FlakeTree(file)), "path:.", warning -> {}));
            counter.add(file.length);
        }
    }
}
