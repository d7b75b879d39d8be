package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A program that has ended its output, and not yet itself. */
final class AwaitedProcessTest {

    /** What waits has to be the shell itself: {@code cat} does not go on without an output. */
    @Test
    void theExitStatusIsWaitedFor() throws IOException {
        Process process = new AwaitedProcess(
                new ProcessBuilder("sh", "-c", "exec >&-; read line; exit 3").start(), 1, bytes -> {});

        assertThat(process.getInputStream().read()).isNegative();
        assertThat(process.isAlive()).isTrue();
        process.getOutputStream().close();

        assertThat(process.exitValue()).isEqualTo(3);
    }
}
