package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on identity with Nix names tests; all of them exist. */
class IdentityPageTest {

    private static final Path PAGE = Path.of("../core/docs/identity.md");
    private static final List<String> MODULES = List.of("narhash", "core", "github-fetcher", "cli");
    private static final Path SCENARIOS = Path.of("src/test/resources/dev/flakelock/cli/scenarios");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*\\| `([a-z-]+)` \\|$");

    @Test
    void namesTestsThatExist() throws IOException {
        Map<String, String> tests = tests();
        assertThat(TEST.matcher(Files.readString(PAGE)).results()).isNotEmpty().allSatisfy(named -> {
            assertThat(tests).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(tests.get(named.group(1))).contains("void " + named.group(2) + "(");
            }
        });
    }

    @Test
    void listsAllScenariosAndNoOthers() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md"))
                            .map(name -> name.replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(ROW.matcher(Files.readString(PAGE))
                            .results()
                            .map(row -> row.group(1))
                            .collect(Collectors.toSet()));
        }
    }

    /** The sources of all tests by the name of the class; where two have one name, of both. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return tests;
    }
}
