package dev.flakelock.benchmarks.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileCheck;
import dev.flakelock.core.lock.LockFileReader;
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.NixFile;
import dev.flakelock.core.nix.SourceText;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.narhash.DirectoryHasher;
import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.archive.ArchiveHasher;
import dev.flakelock.narhash.archive.ArchiveOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured with is what it is said to be. */
class CorpusTest {

    private static final String REV = "0123456789012345678901234567890123456789";

    @TempDir
    private Path directory;

    /** Nodes of a tree by kind. */
    private record Count(int files, int directories) {
        static Count of(Node.Directory directory) {
            Count count = new Count(0, 1);
            for (Map.Entry<String, Node> child : directory.children().entrySet()) {
                count = child.getValue() instanceof Node.Directory below
                        ? count.plus(of(below))
                        : count.plus(new Count(1, 0));
            }
            return count;
        }

        Count plus(Count other) {
            return new Count(files + other.files, directories + other.directories);
        }
    }

    @Test
    void nixpkgsHasItsSize() {
        Count count = Count.of(TreeShape.NIXPKGS.tree(1));
        assertThat(count.files()).isBetween(51_000, 53_000);
        assertThat(count.directories()).isBetween(37_000, 39_000);
    }

    @Test
    void homeManagerHasItsSize() {
        assertThat(Count.of(TreeShape.HOME_MANAGER.tree(1)).files()).isBetween(4_500, 4_700);
    }

    @ParameterizedTest
    @EnumSource
    void archiveAndDirectoryAreTheSameTree(TreeShape shape) throws IOException {
        Node.Directory tree = shape.tree(0.002);
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        GitArchive.tarGz(tree, "name", REV, archive);
        TreeFiles.write(tree, directory.resolve("tree"));

        InputStream body = new ByteArrayInputStream(archive.toByteArray());
        HashedTree fromArchive = ArchiveHasher.hash(body, ArchiveOptions.DEFAULT);

        assertThat(fromArchive.narHash())
                .isEqualTo(new DirectoryHasher().hash(directory.resolve("tree")).narHash());
        assertThat(fromArchive.newestMtime()).isEqualTo(GitArchive.TIME);
        assertThat(fromArchive.warnings()).isEmpty();
    }

    @Test
    void theSameTreeEachTime() throws IOException {
        assertThat(tar(TreeShape.NIXPKGS.tree(0.001))).isEqualTo(tar(TreeShape.NIXPKGS.tree(0.001)));
    }

    @Test
    void archivesAreInGitsOrder() throws IOException {
        Node.Directory tree = new Node.Builder()
                .file("foo/x", () -> new byte[] {1})
                .file("foo.nix", () -> new byte[600])
                .file("foo0", () -> new byte[0])
                .build();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar(tree)))) {
            StringBuilder names = new StringBuilder();
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.append(entry.getName().replace("name-" + REV, "")).append(' ');
            }
            assertThat(names).hasToString("/ /foo.nix /foo/ /foo/x /foo0 ");
        }
    }

    @Test
    void archivesHaveTheCommit() throws IOException {
        String head = new String(tar(TreeShape.TINY.tree(1)), 0, 1024, StandardCharsets.US_ASCII);
        assertThat(head).contains("52 comment=" + REV + "\n");
    }

    @TestFactory
    Stream<DynamicTest> flakeFilesAreLegal() {
        return FlakeFiles.corpus().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.length + " bytes",
                        () -> assertThat(NixFile.parse(SourceText.of("flake.nix", file), LanguageOptions.pure("/"))
                                        .warnings())
                                .isEmpty()));
    }

    @Test
    void flakeFilesAreManyAndDiffer() {
        assertThat(FlakeFiles.corpus().stream().map(file -> new String(file, StandardCharsets.UTF_8)))
                .hasSize(FlakeFiles.COUNT)
                .doesNotHaveDuplicates();
    }

    @Test
    void lockFilesHaveTheirNodes() throws FlakeException {
        byte[] text = LockFiles.of(LockFiles.NODES);
        LockFile lock = LockFileReader.read(text, "flake.lock", StandardSchemes.language(), warning -> {});
        LockFileCheck.check(lock);
        assertThat(lock.nodes()).hasSize(LockFiles.NODES);
    }

    private static byte[] tar(Node.Directory tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GitArchive.tar(tree, "name", REV, out);
        return out.toByteArray();
    }
}
