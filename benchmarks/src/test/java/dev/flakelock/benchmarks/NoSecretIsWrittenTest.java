package dev.flakelock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that the tests of all modules wrote, and how they failed if they did: the secrets that are planted among
 * their settings, and those that tests plant themselves, are not in it. This module is built after all others.
 */
final class NoSecretIsWrittenTest {

    /** How every planted secret ends. */
    private static final String MARK = "0123456789abcdefghijkl";

    static Stream<Path> reports() {
        return Stream.of("narhash", "core", "github-fetcher", "cli")
                .flatMap(module -> Stream.of("surefire", "failsafe")
                        .filter(kind -> kind.equals("surefire") || module.equals("cli"))
                        .map(kind -> Path.of("..", module, "target", kind + "-reports")));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void noneIsInWhatTestsWrote(Path reports) throws IOException {
        assumeTrue(Files.isDirectory(reports), "the tests were run");
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(spellings().stream().filter(text::contains))
                        .as("%s", file)
                        .isEmpty();
            }
        }
    }

    /** Otherwise nothing could be found. */
    @Test
    void secretsArePlanted() {
        Map<String, String> environment = System.getenv();
        assertThat(environment.get("GITHUB_TOKEN")).endsWith(MARK);
        assertThat(environment.get("NIX_CONFIG")).startsWith("access-tokens = ").endsWith(MARK);
    }

    @Test
    void theyAreFoundInEverySpelling() {
        for (String before : List.of("", "x", "xy")) {
            String text =
                    Base64.getEncoder().encodeToString((before + MARK + "\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(spellings()).anyMatch(text::contains);
        }
    }

    /** As it is, and as it stands in Base64, which depends on what is before. */
    private static List<String> spellings() {
        byte[] bytes = MARK.getBytes(StandardCharsets.US_ASCII);
        Stream<String> encoded = IntStream.range(0, 3).mapToObj(skipped -> {
            int length = (bytes.length - skipped) / 3 * 3;
            return Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, skipped, skipped + length));
        });
        return Stream.concat(Stream.of(MARK), encoded).toList();
    }
}
