package dev.flakelock.benchmarks;

import dev.flakelock.benchmarks.corpus.GitArchive;
import dev.flakelock.benchmarks.corpus.Node;
import dev.flakelock.benchmarks.corpus.TreeShape;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.archive.ArchiveHasher;
import dev.flakelock.narhash.archive.ArchiveOptions;
import dev.flakelock.narhash.archive.ArchiveSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/**
 * From an archive to its NAR hash, with and without gzip around it: one shaped like nixpkgs, and one with a single file of the
 * same bytes. What gzip adds to the single file is inflating and its CRC. MB are those of the tar.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
public class ArchiveBenchmark {

    @Param({"tar", "tar.gz"})
    private String format = "";

    @Param({"nixpkgs", "one file"})
    private String tree = "";

    /** 1 is the size of nixpkgs. */
    @Param("0.05")
    private double scale;

    @Param({"1", "2"})
    private int threads;

    private byte[] archive = {};
    private long tarSize;
    private ArchiveOptions options = ArchiveOptions.DEFAULT;

    @Setup
    public void prepare() throws IOException {
        Node.Directory files = TreeShape.NIXPKGS.tree(scale);
        if (tree.equals("one file")) {
            byte[] all = tar(files).toByteArray();
            files = new Node.Builder().file("nixpkgs.tar", () -> all).build();
        }
        ByteArrayOutputStream tar = tar(files);
        tarSize = tar.size();
        archive = tar.toByteArray();
        if (format.equals("tar.gz")) {
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            GitArchive.tarGz(files, "nixpkgs", "0".repeat(40), gzip);
            archive = gzip.toByteArray();
        }
        options = ArchiveOptions.DEFAULT.inParallel(threads > 1);
    }

    private static ByteArrayOutputStream tar(Node.Directory files) throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        GitArchive.tar(files, "nixpkgs", "0".repeat(40), tar);
        return tar;
    }

    @Benchmark
    public HashedTree hash(Megabytes counter) throws IOException {
        counter.add(tarSize);
        ArchiveSource source = () -> new ByteArrayInputStream(archive);
        return ArchiveHasher.hash(source, options);
    }
}
