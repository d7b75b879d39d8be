package dev.flakelock.benchmarks;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.Resolver;
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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Locking a flake without a lock file when fetching takes no time: what the resolver itself costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ResolveBenchmark {

    @Param({"10", "100", "1000"})
    private int inputs;

    private Schemes schemes = StandardSchemes.language();
    private LockRequest request = request(schemes);

    @Setup
    public void prepare() {
        schemes = new FakeNetwork(inputs).schemes();
        request = request(schemes);
    }

    @Benchmark
    public LockFile lock() throws FlakeException {
        Resolver resolver = new Resolver(
                schemes,
                (indirect, scope, context) -> {
                    throw new FlakeException("no registry knows '" + indirect.show() + "'");
                },
                new FlakeNixReader(schemes, false),
                16);
        return resolver.lock(request, warning -> {}).lockFile();
    }

    private static LockRequest request(Schemes schemes) {
        try {
            FlakeRef top = FlakeRef.parse(FakeNetwork.TOP, RefContext.absolute(schemes));
            return LockRequest.of(top).writeLockFile(false).build();
        } catch (FlakeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
