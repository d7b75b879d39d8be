package dev.flakelock.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every program in the guide and in the README is one that is compiled and tested: between {@code // guide: NAME} and
 * {@code // guide: end} in a source, and below {@code <!-- guide: NAME -->} in the page.
 */
final class GuideTest {

    private static final Pattern SHOWN =
            Pattern.compile("<!-- guide: (\\w+) -->\n\n```java\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern TESTED =
            Pattern.compile("^ *// guide: (?!end)(\\w+)\n(.*?)^ *// guide: end$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void theProgramsInTheGuideAreThoseThatAreTested() throws IOException {
        String pages = Files.readString(Path.of("docs/library.md")) + Files.readString(Path.of("../README.md"));
        Map<String, String> shown = new TreeMap<>();
        Matcher blocks = SHOWN.matcher(pages);
        while (blocks.find()) {
            shown.put(blocks.group(1), blocks.group(2).stripTrailing());
        }
        assertThat(shown).isEqualTo(tested());
        assertThat(pages.split("```java", -1)).as("no program without a mark").hasSize(shown.size() + 1);
    }

    private static Map<String, String> tested() throws IOException {
        Map<String, String> tested = new TreeMap<>();
        for (Path folder :
                new Path[] {Path.of("src/test/java/dev/flakelock/examples"), Path.of("gradle-example/src/main")}) {
            try (Stream<Path> sources = Files.walk(folder)) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    Matcher regions = TESTED.matcher(Files.readString(source));
                    while (regions.find()) {
                        tested.put(
                                regions.group(1),
                                regions.group(2).stripTrailing().stripIndent());
                    }
                }
            }
        }
        return tested;
    }
}
