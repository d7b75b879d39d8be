package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on trust lists what the command is shipped with, version by version: who changes one looks up what is known of it. */
class ShippedJarsIT {

    private static final Path PAGE = Path.of("../github-fetcher/docs/trust.md");
    private static final Path LIB = Path.of(System.getProperty("flakelock.distribution"), "lib");
    private static final Pattern ROW = Pattern.compile("^\\| `([^` ]+) ([^` ]+)` \\|", Pattern.MULTILINE);

    @Test
    void areThoseOfThePage() throws IOException {
        String table = Files.readString(PAGE).split("\n### Known vulnerabilities\n")[1];
        List<String> listed = ROW.matcher(table)
                .results()
                .map(row -> row.group(1) + "-" + row.group(2) + ".jar")
                .toList();
        assertThat(jars()).containsExactlyInAnyOrderElementsOf(listed);
    }

    /** Nothing else lies beside them, from an earlier build. */
    @Test
    void areThoseThatTheCommandLoads() throws IOException {
        try (JarFile jar = new JarFile(LIB.resolve("flakelock.jar").toFile())) {
            String[] loaded =
                    jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ");
            assertThat(loaded).filteredOn(ShippedJarsIT::isForeign).containsExactlyInAnyOrderElementsOf(jars());
        }
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(LIB)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(ShippedJarsIT::isForeign)
                    .toList();
        }
    }

    private static boolean isForeign(String name) {
        return name.endsWith(".jar") && !name.startsWith("flakelock");
    }
}
