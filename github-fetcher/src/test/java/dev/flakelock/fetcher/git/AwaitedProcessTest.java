package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A program that has ended its output, and not yet itself. */
final class AwaitedProcessTest {

    @Test
    void theExitStatusIsWaitedFor() throws IOException {
        Process process = new AwaitedProcess(new ProcessBuilder("sh", "-c", "exec >&-; cat; exit 3").start());

        assertThat(process.getInputStream().read()).isNegative();
        assertThat(process.isAlive()).isTrue();
        process.getOutputStream().close();

        assertThat(process.exitValue()).isEqualTo(3);
    }
}
