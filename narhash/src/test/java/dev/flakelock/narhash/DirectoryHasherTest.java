package dev.flakelock.narhash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a directory is besides its hash: times, listing, filters, missing paths. */
class DirectoryHasherTest {
    private static final String EMPTY = "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=";

    @TempDir
    Path temporary;

    private Path root;

    @BeforeEach
    void tree() throws Exception {
        root = temporary.resolve("root");
        Files.createDirectories(root.resolve("sub/deep"));
        Files.createDirectories(root.resolve("empty"));
        Files.writeString(root.resolve("flake.nix"), "{ }");
        Files.writeString(root.resolve("sub/flake.lock"), "{}");
        Files.writeString(root.resolve("sub/deep/other"), "other");
        SpecialFiles.link("sub/żółć/x", root.resolve("link"));
    }

    @Test
    void theListingKnowsEveryPath() throws Exception {
        TreeListing listing = new DirectoryHasher().hash(root).listing();

        assertThat(listing.kind("")).hasValue(NodeKind.DIRECTORY);
        assertThat(listing.kind("sub/deep")).hasValue(NodeKind.DIRECTORY);
        assertThat(listing.kind("empty")).hasValue(NodeKind.DIRECTORY);
        assertThat(listing.kind("sub/deep/other")).hasValue(NodeKind.REGULAR);
        assertThat(listing.kind("link")).hasValue(NodeKind.SYMLINK);
        for (String nothing : List.of("none", "sub/", "/sub", "flake.nix/x", "link/x", "su", "sub//deep", ".")) {
            assertThat(listing.kind(nothing)).as(nothing).isEmpty();
        }
        assertThat(listing.size()).isEqualTo(8);
        assertThat(listing.names("sub".getBytes(StandardCharsets.UTF_8)))
                .extracting(name -> new String(name, StandardCharsets.UTF_8))
                .containsExactly("deep", "flake.lock");
    }

    @Test
    void flakeFilesAndTargetsAreKept() throws Exception {
        TreeListing listing = new DirectoryHasher().hash(root).listing();

        assertThat(listing.contents("flake.nix")).hasValue("{ }".getBytes(StandardCharsets.UTF_8));
        assertThat(listing.contents("sub/flake.lock")).hasValue("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(listing.contents("sub/deep/other")).isEmpty();
        assertThat(listing.contents("link")).isEmpty();
        assertThat(listing.target("link")).hasValue("sub/żółć/x".getBytes(StandardCharsets.UTF_8));
        assertThat(listing.target("flake.nix")).isEmpty();
    }

    @Test
    void targetsAreReadByteForByte() throws Exception {
        for (String target : List.of("a//b/", "żółć//x/", "/abs//ż/", "ż/", "..", "/", "ż")) {
            Path link = temporary.resolve("raw");
            SpecialFiles.link(target, link);

            assertThat(new DirectoryHasher().hash(link).listing().target(""))
                    .hasValue(target.getBytes(StandardCharsets.UTF_8));
            Files.delete(link);
        }
    }

    @Test
    void otherRulesKeepOtherFiles() throws Exception {
        KeepRule rule = KeepRule.paths(Set.of("sub/deep/other")).or(KeepRule.nothing());
        TreeListing listing = new DirectoryHasher().keeping(rule).hash(root).listing();

        assertThat(listing.contents("sub/deep/other")).hasValue("other".getBytes(StandardCharsets.UTF_8));
        assertThat(listing.contents("flake.nix")).isEmpty();
    }

    @Test
    void whatDoesNotFitIsNotKept() throws Exception {
        TreeListing listing = new DirectoryHasher()
                .within(new TreeLimits(100, 10_000, 100, 2))
                .hash(root)
                .listing();

        assertThat(listing.contents("flake.nix")).isEmpty();
        assertThat(listing.contents("sub/flake.lock")).isPresent();
    }

    @Test
    void limits() {
        assertThatThrownBy(() -> new DirectoryHasher()
                        .within(new TreeLimits(7, 10_000, 100, 2))
                        .hash(root))
                .isInstanceOf(NarException.class)
                .hasMessage("tree has more than 7 entries, the limit");
        assertThatThrownBy(() -> new DirectoryHasher()
                        .within(new TreeLimits(8, 300, 100, 2))
                        .hash(root))
                .isInstanceOf(NarException.class)
                .hasMessage("tree is larger than the limit of 300 bytes");
    }

    @Test
    void theNewestTimeIsThatOfAnyNode() throws Exception {
        Files.delete(root.resolve("link"));
        for (String newest : List.of("", "sub", "sub/deep/other", "empty")) {
            age();
            Files.setLastModifiedTime(root.resolve(newest), FileTime.from(Instant.parse("2020-01-02T03:04:05.999Z")));
            assertThat(new DirectoryHasher().hash(root).newestMtime()).isEqualTo(1577934245);
        }
    }

    @Test
    void anIncludedFileBringsItsDirectories() throws Exception {
        TreeFilter onlyOther = path -> path.toString().equals("sub/deep/other");
        HashedTree tree = new DirectoryHasher().filteredBy(onlyOther).hash(root);
        Files.delete(root.resolve("flake.nix"));
        Files.delete(root.resolve("sub/flake.lock"));
        Files.delete(root.resolve("link"));
        Files.delete(root.resolve("empty"));

        assertThat(tree.narHash()).isEqualTo(new DirectoryHasher().hash(root).narHash());
        assertThat(tree.listing().size()).isEqualTo(4);
    }

    @Test
    void nothingIncludedIsAnEmptyDirectory() throws Exception {
        assertThat(new DirectoryHasher().filteredBy(path -> false).hash(root).narHash())
                .hasToString(EMPTY);
    }

    @Test
    void aDirectoryNotEnteredIsNotRead() throws Exception {
        TreeFilter filter = new TreeFilter() {
            @Override
            public boolean includes(EntryPath path) {
                return true;
            }

            @Override
            public boolean enters(EntryPath path) {
                return !path.isNamed("sub".getBytes(StandardCharsets.UTF_8));
            }
        };
        TreeListing listing =
                new DirectoryHasher().filteredBy(filter).hash(root).listing();

        assertThat(listing.kind("sub")).isEmpty();
        assertThat(listing.kind("empty")).as("without anything in it").isEmpty();
        assertThat(listing.kind("flake.nix")).isPresent();
    }

    @Test
    void theCaseHackIsCutOffWhenAsked() throws Exception {
        Path directory = Files.createDirectory(temporary.resolve("hack"));
        Files.writeString(directory.resolve("A~nix~case~hack~1"), "a\n");
        Files.writeString(directory.resolve("b"), "b\n");

        assertThat(new DirectoryHasher().hash(directory).narHash())
                .hasToString("sha256-VYIv5DkeK383n8pTB2x7b5MR/Y2atocxVHXEH7ivDN4=");
        assertThat(new DirectoryHasher().withCaseHack(true).hash(directory).narHash())
                .hasToString("sha256-VeRTXLJi/64amKRJoUirR9EEh1JbTbbfAyiFHaAySgA=");
        Files.writeString(directory.resolve("A"), "a\n");
        assertThatThrownBy(() -> new DirectoryHasher().withCaseHack(true).hash(directory))
                .isInstanceOf(NarException.class)
                .hasMessageStartingWith("file name collision between '" + directory + "/A");
    }

    @Test
    void aMissingRoot() {
        Path none = root.resolve("none");
        assertThatThrownBy(() -> new DirectoryHasher().hash(none))
                .isInstanceOfSatisfying(
                        MissingPathException.class, e -> assertThat(e.path()).isEqualTo(none.toString()))
                .hasMessage("path '" + none + "' does not exist");
    }

    @Test
    void aPlainFileIsHashedWithoutItsExecuteBit() throws Exception {
        String expected = "sha256-CkMIecJm+LV/QJKg+TXPP6zUi7zN5XYNR0jKQFFx6Wk=";
        Path file = Files.writeString(temporary.resolve("f"), "hello");
        assertThat(file.toFile().setExecutable(true)).isTrue();

        assertThat(FileHasher.hash(file).hash()).hasToString(expected);
        assertThat(FileHasher.hash(Files.newInputStream(file)).hash()).hasToString(expected);
        assertThat(FileHasher.hash(Files.newInputStream(file), 5)).isEqualTo(FileHasher.hash(file));
        assertThat(new DirectoryHasher().hash(file).narHash())
                .isNotEqualTo(FileHasher.hash(file).hash());
    }

    @Test
    void aLargePlainFileOfUnknownSize() throws Exception {
        Path file = Files.write(temporary.resolve("large"), new byte[9 << 20]);

        assertThat(FileHasher.hash(Files.newInputStream(file))).isEqualTo(FileHasher.hash(file));
    }

    private void age() throws Exception {
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.setLastModifiedTime(path, FileTime.fromMillis(5000));
            }
        }
    }
}
