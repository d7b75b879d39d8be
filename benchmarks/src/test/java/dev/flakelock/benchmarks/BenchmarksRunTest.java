package dev.flakelock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs: once each, in this process, with small parameters. Nothing is timed. */
class BenchmarksRunTest {

    private static final List<Class<?>> BENCHMARKS = List.of(
            ArchiveBenchmark.class,
            DigestBenchmark.class,
            FlakeFileBenchmark.class,
            InflateBenchmark.class,
            LockFileBenchmark.class,
            NarBenchmark.class,
            ReferenceBenchmark.class,
            ResolveBenchmark.class);

    @TempDir
    private Path directory;

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Options options = new OptionsBuilder()
                .include("dev\\.flakelock\\.benchmarks\\..*")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .output(directory.resolve("output").toString())
                .param("scale", "0.0005")
                .param("size", "64", "1048576")
                .build();
        Collection<RunResult> results = new Runner(options).run();

        assertThat(results.stream()
                        .map(result -> result.getParams().getBenchmark())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(declared());
        assertThat(results)
                .allSatisfy(result -> assertThat(
                                result.getPrimaryResult().getStatistics().getN())
                        .isEqualTo(1));
    }

    private static List<String> declared() {
        return BENCHMARKS.stream()
                .flatMap(type -> Stream.of(type.getMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(method -> type.getName() + "." + method.getName()))
                .sorted()
                .toList();
    }
}
