package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenarios: pages with commands and with what Nix 2.34.8 printed and wrote, in small worlds of git repositories. The
 * built command has to do the same. Only its hints are left out; Nix has none.
 *
 * <p>{@code core/docs/identity.md} lists the pages, and says how to run them with Nix.
 */
class ScenariosIT {

    private static final Path PAGES = Path.of("src/test/resources/dev/flakelock/cli/scenarios");
    private static final String MARK = "=<>=";

    @TempDir
    Path directory;

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> asNixDid() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/stat")), "needs the programs of a Linux system");
        return pages().stream().map(page -> DynamicTest.dynamicTest(name(page), () -> play(page)));
    }

    private static String name(Path page) {
        return page.getFileName().toString().replace(".md", "");
    }

    private void play(Path page) throws IOException, InterruptedException {
        Machine machine = Machine.in(Files.createDirectory(directory.resolve(name(page))));
        String expected = Files.readString(page);
        Transcript transcript = Transcript.parse(expected);
        String printed = machine.shell(Files.readString(PAGES.resolve("prelude.sh")) + transcript.script(MARK));
        assertThat(transcript.with(printed.replaceAll(" +hint: .*\n", ""), MARK))
                .isEqualTo(expected);
    }
}
