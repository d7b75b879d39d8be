package dev.flakelock.fetcher.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.fetcher.Fetchers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded {@code flake.nix}, locked from end to end. */
class FlakeNixCasesTest {

    @TempDir
    private static Path directory;

    /** The expressions are no flakes; {@code core} runs them. */
    @Test
    void everyRecordedFlakeIsLocked() {
        assertThat(FlakeNixCase.all()).hasSize(601);
        assertThat(FlakeNixCase.all().stream().filter(FlakeNixCase::isExpression))
                .hasSize(152);
        assertThat(flakes()).hasSize(449);
    }

    @TestFactory
    Stream<DynamicTest> recordedFlakes() {
        return flakes().map(recorded -> DynamicTest.dynamicTest(recorded.name(), () -> check(recorded)));
    }

    private static Stream<FlakeNixCase> flakes() {
        return FlakeNixCase.all().stream().filter(recorded -> !recorded.isExpression());
    }

    private static void check(FlakeNixCase recorded) throws IOException, GitAPIException {
        Path root = directory.toRealPath();
        Environment environment = Environment.of(
                Map.of("PATH", System.getenv("PATH")), root, root.resolve("home"), OperatingSystem.LINUX);
        try (Fetchers fetchers =
                Fetchers.builder(Settings.defaults(environment)).withoutDisk().build()) {
            FlakeNixWorld world = new FlakeNixWorld(recorded, root.resolve(recorded.name()), fetchers.all()).write();
            assertThat(JsonWriter.indented(world.lock())).isEqualTo(JsonWriter.indented(recorded.outcome()));
        }
    }
}
