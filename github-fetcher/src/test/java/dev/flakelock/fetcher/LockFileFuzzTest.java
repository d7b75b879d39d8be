package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.FollowCycleException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff;
import dev.flakelock.core.lock.LockFileReader;
import dev.flakelock.core.lock.LockFileWriter;
import dev.flakelock.core.ref.BadUrlException;
import dev.flakelock.core.ref.Schemes;
import java.nio.charset.StandardCharsets;

/** Any bytes are a lock file or one of our errors; what is read and written is read as the same thing again. */
class LockFileFuzzTest {

    private static final Schemes SCHEMES = StandardSchemes.language();

    @FuzzTest(maxDuration = "60m")
    void anyBytes(byte[] data) {
        LockFile lock;
        try {
            lock = read(data);
        } catch (FlakeException expected) {
            assertThat(ErrorText.render(expected, ErrorText.Options.PLAIN)).startsWith("error:");
            return;
        }
        String written = LockFileWriter.format(lock);
        LockFile again;
        try {
            again = read(written.getBytes(StandardCharsets.UTF_8));
        } catch (BadUrlException e) {
            // Nix refuses some odd URLs of git once they have been written as it writes them, and so do we.
            return;
        } catch (FlakeException e) {
            throw new AssertionError("what was written is not read: " + written, e);
        }
        assertThat(LockFileWriter.format(again)).isEqualTo(written);
        assertThat(LockFileDiff.between(again, again).changes()).isEmpty();
        LockFileDiff.between(LockFile.EMPTY, lock).toText();
        lock.edges().keySet().forEach(path -> find(lock, path));
    }

    private static void find(LockFile lock, InputAttrPath path) {
        try {
            assertThat(lock.find(path)).isNotNull();
        } catch (FollowCycleException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private static LockFile read(byte[] bytes) throws FlakeException {
        return LockFileReader.read(bytes, "/flake.lock", SCHEMES, warning -> {});
    }
}
