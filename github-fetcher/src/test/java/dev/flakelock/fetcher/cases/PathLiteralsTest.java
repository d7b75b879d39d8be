package dev.flakelock.fetcher.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeInput;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.fetcher.path.PathFetcher;
import dev.flakelock.fetcher.testing.RecordingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What path literals mean depends on where Nix has the tree while it evaluates, {@code /nix/store/HASH-source}, as far as
 * they lead out of it. Each expectation is what Nix 2.34.8 wrote.
 */
class PathLiteralsTest {

    @TempDir
    private Path directory;

    @Test
    void literalsMayLeadOutOfTheTree() throws IOException, FlakeException {
        assertThat(url("", "../x")).isEqualTo("../x");
        assertThat(url("", "../../../../x")).isEqualTo("../../../x");
        assertThat(url("a/b", "../../../../x")).isEqualTo("../../../../x");
        assertThat(url("a/b", "../../c")).isEqualTo("../../c");
    }

    @Test
    void literalsAreResolvedWhereTheFileIsAndReferencesWhereTheFlakeIs() throws IOException, FlakeException {
        write("d", "./sub");
        Files.createSymbolicLink(directory.resolve("flake.nix"), Path.of("d/flake.nix"));

        assertThat(read("")).isEqualTo("d/sub");
    }

    @Test
    void absoluteLiteralsAreRefusedWithTheDirectoryOfTheFlake() {
        assertThatThrownBy(() -> url("", "/nix/x")).hasMessageMatching(".* at .*-source/flake.nix:1:16 .*-source/");
        assertThatThrownBy(() -> url("a/b", "/nix/x")).hasMessageMatching(".*-source/a/b");
    }

    private String url(String dir, String literal) throws IOException, FlakeException {
        write(dir, literal);
        return read(dir);
    }

    private void write(String dir, String literal) throws IOException {
        Path flake = Files.createDirectories(directory.resolve(dir));
        Files.writeString(flake.resolve("flake.nix"), "{ inputs.a = { url = " + literal + "; }; outputs = _: { }; }");
    }

    private String read(String dir) throws IOException, FlakeException {
        Attrs attrs = Attrs.none()
                .with("type", "path")
                .with("path", directory.toRealPath().toString());
        SourceTree files = new PathFetcher(
                        Settings.defaults(Environment.of(Map.of(), directory, directory, OperatingSystem.LINUX)))
                .fetch(new Input(null, attrs), new RecordingContext())
                .files();
        FlakeInput input = Objects.requireNonNull(new FlakeNixReader(StandardSchemes.language(), false)
                .read(new FlakeDirectory(files, dir), "path:/f", warning -> {})
                .inputs()
                .get("a"));
        FlakeRef ref = Objects.requireNonNull(input.ref());
        return Objects.requireNonNull(ref.input().attrs().text("path"));
    }
}
