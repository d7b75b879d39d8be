package dev.flakelock.narhash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tree recorded from Nix, pushed node by node and read from disk. */
class NarVectorsTest {
    @TempDir
    Path directory;

    static List<RecordedCases> trees() {
        return RecordedCases.group("nar");
    }

    static List<RecordedCases> brokenTrees() {
        return RecordedCases.group("narErrors");
    }

    @AfterEach
    void makeRemovable() throws Exception {
        RecordedTree.unlock(directory);
    }

    @ParameterizedTest
    @MethodSource("trees")
    void pushed(RecordedCases vector) throws Exception {
        TreeHasher hasher = new TreeHasher(KeepRule.flakeFiles());
        RecordedTree.of(vector.list("entries")).push(hasher);

        HashedTree tree = hasher.finish();

        assertThat(tree.narHash().toSri()).isEqualTo(vector.text("narHash"));
        assertThat(tree.narSize()).isEqualTo(vector.number("narSize", -1));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void fromDirectory(RecordedCases vector) throws Exception {
        Path root = directory.resolve("root");
        RecordedTree.of(vector.list("entries")).write(root);

        HashedTree tree = new DirectoryHasher().hash(root);

        assertThat(tree.narHash().toSri()).isEqualTo(vector.text("narHash"));
        assertThat(tree.narSize()).isEqualTo(vector.number("narSize", -1));
        assertThat(tree.listing().size()).isEqualTo(vector.list("entries").size());
    }

    @ParameterizedTest
    @MethodSource("brokenTrees")
    void refused(RecordedCases vector) throws Exception {
        boolean device = vector.name().equals("char-device");
        assumeTrue(!device || "root".equals(System.getProperty("user.name")), "only root can make a device");
        Path root = directory.resolve("root");
        RecordedTree.of(vector.list("entries")).write(root);

        assertThatThrownBy(() -> new DirectoryHasher().hash(root))
                .isInstanceOf(NarException.class)
                .hasMessage(vector.text("error").replace("ROOT", root.toString()));
        assertThat(Files.exists(root)).isTrue();
    }
}
