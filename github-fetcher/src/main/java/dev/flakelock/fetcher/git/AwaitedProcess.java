package dev.flakelock.fetcher.git;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * A process whose exit status is waited for. JGit asks for it as soon as the output has ended, when the program may
 * still be about to exit, and then breaks down.
 */
final class AwaitedProcess extends Process {

    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final InputStream output;

    /**
     * A process.
     *
     * @param maxBytes the longest output to accept
     * @param arrivals is told how many bytes of output have come, each time that some do
     */
    AwaitedProcess(Process process, long maxBytes, LongConsumer arrivals) {
        this.process = process;
        this.output = new BoundedAnswer(process.getInputStream(), maxBytes, arrivals);
    }

    /** The exit status. A process that closed its output and goes on for long all the same is ended. */
    @Override
    public int exitValue() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return process.waitFor(timeout, unit);
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return output;
    }

    @Override
    public InputStream getErrorStream() {
        return process.getErrorStream();
    }

    @Override
    public void destroy() {
        process.destroy();
    }

    @Override
    public Process destroyForcibly() {
        process.destroyForcibly();
        return this;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }
}
