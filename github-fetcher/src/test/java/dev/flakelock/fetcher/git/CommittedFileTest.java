package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedFileTest {

    @TempDir
    Path directory;

    @Test
    void aFileIsReadAsItWasInACommit() throws Exception {
        Path file = directory.resolve("sub/flake.lock");
        Files.createDirectories(file.getParent());
        try (Git git = Git.init().setDirectory(directory.toFile()).call()) {
            commit(git, file, "one");
            git.tag().setName("v1").setAnnotated(true).setMessage("v1").call();
            commit(git, file, "two");
        }
        Files.delete(file);

        assertThat(read(file, "HEAD")).hasValue("two");
        assertThat(read(file, "HEAD~1")).hasValue("one");
        assertThat(read(file, "v1")).hasValue("one");
        assertThat(read(directory.resolve("other"), "HEAD")).isEmpty();
        assertThatThrownBy(() -> read(file, "nope"))
                .isInstanceOf(FlakeException.class)
                .hasMessageStartingWith("there is no Git revision 'nope' in '");
        assertThatThrownBy(() -> read(file, "HEAD~~^{x}")).isInstanceOf(FlakeException.class);
    }

    @Test
    void outsideOfRepositoriesThereAreNoRevisions() {
        assertThatThrownBy(() -> read(directory.resolve("flake.lock"), "HEAD"))
                .isInstanceOf(FlakeException.class)
                .hasMessageContaining("is not in a Git repository");
    }

    private static void commit(Git git, Path file, String contents) throws Exception {
        Files.writeString(file, contents);
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(contents)
                .setSign(false)
                .setAuthor("a", "a@b")
                .setCommitter("a", "a@b")
                .call();
    }

    private static Optional<String> read(Path file, String revision) throws FlakeException {
        return CommittedFile.read(file, revision).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
