package dev.flakelock.benchmarks;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.fetcher.StandardSchemes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading one flake reference, and printing it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ReferenceBenchmark {

    @Param({
        "nixpkgs/nixos-25.11",
        "github:NixOS/nixpkgs/nixos-unstable?dir=lib",
        "git+https://git.example.org/owner/repo.git?ref=main&submodules=1",
        "https://example.org/archive/v1.2.3.tar.gz",
        "./modules"
    })
    private String reference = "";

    private final RefContext context = RefContext.input(StandardSchemes.language(), true);

    @Benchmark
    public FlakeRef parse() throws FlakeException {
        return FlakeRef.parse(reference, context);
    }

    @Benchmark
    public String parseAndPrint() throws FlakeException {
        return FlakeRef.parse(reference, context).toUrl().toString();
    }
}
