package dev.flakelock.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts bytes, so that a throughput in operations comes with one in MB (millions of bytes) beside it. */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Megabytes {

    private long bytes;

    /** JMH starts fields of its own anew with each iteration, but not what is behind a method. */
    @Setup(Level.Iteration)
    public void reset() {
        bytes = 0;
    }

    /** Adds what one operation has worked through. */
    void add(long more) {
        bytes += more;
    }

    /** The column {@code mb}. */
    public double mb() {
        return bytes / 1e6;
    }
}
