package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.FaultyInternet;
import dev.flakelock.fetcher.testing.GitHost;
import dev.flakelock.fetcher.testing.RecordingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that want to break something. */
final class HostileGitTest {

    private static final int ZEROS = 64 << 20;

    @TempDir
    Path directory;

    @Test
    void aBombStopsAtTheLimit() {
        FlakeException failure = failure(inserter -> file(inserter, "zeros", new byte[ZEROS]));

        assertThat(failure).hasMessage("tree is larger than the limit of 1048576 bytes");
        assertThat(failure.hint()).contains("flakelock-max-tree");
    }

    @Test
    void moreFilesThanTheLimit() {
        FlakeException failure = failure(inserter -> {
            ObjectId empty = inserter.insert(Constants.OBJ_BLOB, new byte[0]);
            TreeFormatter tree = new TreeFormatter();
            for (int i = 10_000; i < 11_000; i++) {
                tree.append("f" + i, FileMode.REGULAR_FILE, empty);
            }
            return inserter.insert(tree);
        });

        assertThat(failure).hasMessage("tree has more than 100 entries, the limit");
        assertThat(failure.hint()).contains("flakelock-max-files");
    }

    @Test
    void aThousandLevels() {
        FlakeException failure = failure(inserter -> {
            ObjectId tree = file(inserter, "f", new byte[0]);
            for (int i = 0; i < 1000; i++) {
                TreeFormatter parent = new TreeFormatter();
                parent.append("d", FileMode.TREE, tree);
                tree = inserter.insert(parent);
            }
            return tree;
        });

        assertThat(failure).hasMessageContaining("exceeds maximum NAR directory depth of 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/b", "/etc/passwd", "../../x"})
    void namesThatLeadOut(String name) {
        FlakeException failure = failure(inserter -> file(inserter, name, new byte[0]));

        assertThat(failure.getMessage()).isNotBlank();
        assertThat(directory.resolveSibling("x")).doesNotExist();
    }

    private static ObjectId file(ObjectInserter inserter, String name, byte[] contents) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        tree.append(bytes, 0, bytes.length, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, contents), true);
        return inserter.insert(tree);
    }

    private FlakeException failure(GitHost.Tree tree) {
        FaultyInternet internet = new FaultyInternet();
        internet.put("https://h.example/r", GitHost.of(tree, 1_700_000_000L));
        FlakeException failure = catchThrowableOfType(FlakeException.class, () -> fetch(internet));
        assertThat(failure).isNotNull();
        assertThat(internet.openBodies()).isZero();
        return failure;
    }

    private void fetch(FaultyInternet internet) throws FlakeException {
        Environment environment = Environment.of(Map.of(), directory, directory, OperatingSystem.LINUX);
        Settings settings = Settings.defaults(environment).toBuilder()
                .set(Setting.FLAKELOCK_MAX_FILES, 100L)
                .set(Setting.FLAKELOCK_MAX_TREE, 1L << 20)
                .build();
        try (Fetchers fetchers = Fetchers.builder(settings)
                .client(internet.client())
                .cacheDirectory(directory.resolve("cache"))
                .build()) {
            Schemes schemes = StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
            Input input = schemes.inputFromUrl(FlakeUrl.parse("git+https://h.example/r?ref=main"), true);
            input.requireScheme().fetch(input, new RecordingContext()).narHash();
        }
    }
}
