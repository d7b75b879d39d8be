package dev.flakelock.core.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.ErrorText;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The words are those of Nix 2.34.8, the hints are ours. */
class WriteFailureTest {

    private static final Path FILE = Path.of("/d/flake.lock");

    private static String shown(IOException e) {
        return ErrorText.render(WriteFailure.of(FILE, new byte[548], e), new ErrorText.Options(false, false, true));
    }

    @Test
    void aDirectoryThatOneMayNotWrite() {
        assertThat(shown(new AccessDeniedException("/d/.flake.lock.tmp"))).isEqualTo("""
                error: opening file "/d/flake.lock": Permission denied
                       hint: may you write to this directory? '--output-lock-file FILE' writes somewhere else""");
    }

    @Test
    void aFileSystemThatNobodyMayWrite() {
        assertThat(shown(new FileSystemException("/d/.flake.lock.tmp", null, "Read-only file system")))
                .isEqualTo("""
                        error: opening file "/d/flake.lock": Read-only file system
                               hint: nothing can be written to this file system; '--output-lock-file FILE' writes somewhere else""");
    }

    @Test
    void aFullDisk() {
        assertThat(shown(new IOException("No space left on device"))).isEqualTo("""
                error:
                       … writing file "/d/flake.lock"

                       error: write of 548 bytes: No space left on device
                       hint: what was there before is still there; make room, and run the command again""");
        assertThat(shown(new FileSystemException("/d/.flake.lock.tmp", null, "Disk quota exceeded")))
                .startsWith("error: opening file \"/d/flake.lock\": Disk quota exceeded\n")
                .endsWith("make room, and run the command again");
    }

    @Test
    void aDirectoryThatIsMissing() {
        assertThat(shown(new NoSuchFileException("/d/.flake.lock.tmp"))).isEqualTo("""
                error: opening file "/d/flake.lock": No such file or directory
                       hint: is this a place for a file? '--output-lock-file FILE' writes somewhere else""");
    }

    @Test
    void aFileThatSomebodyElseChanged() {
        assertThat(shown(new ChangedFileException(FILE))).isEqualTo("""
                error: lock file "/d/flake.lock" was changed by another program while it was being updated
                       hint: nothing was written; run the command again, and it starts from the lock file as it is now""");
    }
}
