package dev.flakelock.cli.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The help, the man pages and the pages among the documents say the same, since they are made from the same tables. */
class ManualTest {

    private static final Path DOCS = Path.of("docs/commands");

    static List<ManualPage> pages() throws FlakeException {
        return ManualFiles.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandHasSomethingWrittenByHand(ManualPage page) {
        assertThat(page.body().blocks()).as(page.command()).isNotEmpty();
        boolean isGroup = page.path().equals(List.of("hash")) || page.path().equals(List.of("registry"));
        assertThat(page.body().blocks().contains(new Body.Block.Heading("Examples")))
                .isNotEqualTo(isGroup);
    }

    /** To write the pages anew: {@code mvn -pl cli -am test -Dtest=ManualTest -Dflakelock.docs=write}. */
    @Test
    void theDocumentsAreUpToDate() throws IOException, FlakeException {
        TreeSet<String> expected = new TreeSet<>();
        for (ManualPage page : pages()) {
            Path file = DOCS.resolve(ManualPage.name(page.path(), "-") + ".md");
            expected.add(file.getFileName().toString());
            if ("write".equals(System.getProperty("flakelock.docs"))) {
                Files.createDirectories(DOCS);
                Files.writeString(file, MarkdownText.of(page));
            }
            assertThat(file).hasContent(MarkdownText.of(page));
        }
        try (Stream<Path> files = Files.list(DOCS)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void manPagesNameEveryFlag(ManualPage page) {
        String man = ManText.of(page, "flakelock 1", "2024-01-31");
        assertThat(man).startsWith(".TH \"FLAKELOCK");
        for (Flag flag : page.flags()) {
            assertThat(man).contains("\\fB" + flag.name().replace("-", "\\-") + "\\fR");
        }
    }

    @Test
    void aManPageIsWrittenInTheMacrosOfMan() throws FlakeException {
        ManualPage page = pages().stream()
                .filter(candidate -> candidate.path().equals(List.of("hash", "file")))
                .findFirst()
                .orElseThrow();
        assertThat(ManText.of(page, "flakelock 1", "2024-01-31")).startsWith("""
                .TH "FLAKELOCK-HASH-FILE" 1 "2024-01-31" "flakelock 1"
                .SH NAME
                flakelock\\-hash\\-file \\- hash a file
                .SH SYNOPSIS
                \\fBflakelock hash file\\fR [\\fIOPTION\\fR...] [paths...]
                .SH DESCRIPTION
                Hashes the contents of files.
                .SH EXAMPLES
                .RS 4
                .nf
                flakelock hash file \\-\\-base16 \\-\\-type sha512 archive.tar.gz
                .fi
                .RE
                .SH OPTIONS
                .TP
                \\fB\\-\\-sri\\fR
                print the hash as SRI; the default
                """);
    }

    @Test
    void whatIsWrittenByHandIsASmallPartOfMarkdown() {
        assertThat(Body.parse("A [link](x.md)\nand `code`.\n\n## Title\n\n    one\n    two\n")
                        .blocks())
                .containsExactly(
                        new Body.Block.Paragraph("A link and `code`."),
                        new Body.Block.Heading("Title"),
                        new Body.Block.Code(List.of("one", "two")));
    }
}
