package dev.flakelock.examples.gradle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gradle.api.GradleException;
import org.gradle.api.Project;
import org.gradle.testfixtures.ProjectBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task runs within Gradle. */
final class UpdateFlakeTest {

    @TempDir
    Path temporary;

    @Test
    void updatesAnInput() throws Exception {
        Path directory = Files.createDirectory(temporary.toRealPath().resolve("project"));
        Files.createDirectory(directory.resolve("tree"));
        Files.writeString(
                directory.resolve("flake.nix"),
                "{ inputs.tree = { url = \"path:./tree\"; flake = false; }; outputs = _: { }; }");
        Project project = ProjectBuilder.builder()
                .withProjectDir(directory.toFile())
                .withGradleUserHomeDir(temporary.resolve("gradle").toFile())
                .build();
        UpdateFlake task = project.getTasks().create("updateFlake", UpdateFlake.class, created -> {
            created.getFlake().set(project.getLayout().getProjectDirectory());
            created.getInputNames().add("tree");
        });
        task.getActions().forEach(action -> action.execute(task));
        assertThat(directory.resolve("flake.lock")).content().contains("\"path\": \"./tree\"");

        Files.writeString(directory.resolve("flake.nix"), "{ inputs = 1; }");
        assertThatThrownBy(() -> task.getActions().forEach(action -> action.execute(task)))
                .isInstanceOf(GradleException.class)
                .hasMessageContaining("flake.nix:1:3");
    }
}
