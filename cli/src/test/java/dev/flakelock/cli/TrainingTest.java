package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive of classes is made from comes as far as it should: what is not done is not in the archive. */
final class TrainingTest {

    @TempDir
    Path directory;

    @Test
    void anInputOfGitHubIsFetchedByWayOfTls() throws IOException {
        Training.main(new String[] {directory.toString()});

        assertThat(Files.readString(directory.resolve("flake.lock")))
                .contains("\"type\": \"github\"")
                .contains("\"rev\": \"0123456789012345678901234567890123456789\"");
    }
}
