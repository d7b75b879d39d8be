package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.DirectoryHasher;
import dev.flakelock.narhash.TreeLimits;
import dev.flakelock.narhash.archive.ArchiveHasher;
import dev.flakelock.narhash.archive.ArchiveOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;

/** A tree has one NAR hash, whether it comes as git's objects, as a directory, as a tar or as a zip, and in any order. */
class TreeHashesFuzzTest {

    @FuzzTest(maxDuration = "60m")
    void allWaysAgree(FuzzedDataProvider data) throws IOException, FlakeException {
        RandomFiles files = RandomFiles.of(data);
        Path directory = Files.createTempDirectory("tree-hashes-");
        try {
            Path tree = Files.createDirectory(directory.resolve("tree"));
            files.writeTo(tree);
            String expected = new DirectoryHasher().hash(tree).narHash().toSri();

            assertThat(git(files, directory.resolve("r.git"))).as("git").isEqualTo(expected);
            ArchiveOptions options = ArchiveOptions.DEFAULT.spoolingTo(directory);
            assertThat(archive(files.tar(), options)).as("tar").isEqualTo(expected);
            assertThat(archive(files.tar(), options.holding(0).inParallel(false)))
                    .as("tar, spooled")
                    .isEqualTo(expected);
            assertThat(archive(files.shuffledTar(), options))
                    .as("tar in any order")
                    .isEqualTo(expected);
            assertThat(archive(files.zip(), options.withZipDirectory(true)))
                    .as("zip")
                    .isEqualTo(expected);
        } finally {
            RandomFiles.delete(directory);
        }
    }

    private static String git(RandomFiles files, Path directory) throws IOException, FlakeException {
        ObjectId tree = files.writeObjects(directory);
        CommitFiles.View view = new CommitFiles.View(Mounts.NONE, java.util.Set.of(), LfsFiles.NONE);
        CommitFiles commit = new CommitFiles(LocalRepository.bare(directory), tree, "tree", view);
        return GitTreeHash.of(commit, directory, TreeLimits.DEFAULT).toSri();
    }

    private static String archive(byte[] bytes, ArchiveOptions options) throws IOException {
        return ArchiveHasher.hash(() -> new ByteArrayInputStream(bytes), options)
                .narHash()
                .toSri();
    }
}
