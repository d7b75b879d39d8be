package dev.flakelock.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is written by hand about a command. A small part of Markdown: paragraphs, headings of the second level, code
 * indented by four, {@code `code`} and links.
 *
 * @param blocks what it consists of, in order
 */
record Body(List<Block> blocks) {

    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final String HEADING = "## ";
    private static final String CODE = "    ";

    /** A part of the text. */
    sealed interface Block {

        /** Words to be wrapped; code in them is in backticks. */
        record Paragraph(String words) implements Block {}

        /** Lines to be left as they are. */
        record Code(List<String> lines) implements Block {}

        /** The title of what follows. */
        record Heading(String words) implements Block {}
    }

    Body {
        blocks = List.copyOf(blocks);
    }

    /** What is written about a command; nothing if there is no such file. */
    static Body of(String name) {
        return parse(source(name));
    }

    /** The Markdown about a command; empty if there is none. */
    static String source(String name) {
        try (InputStream file = Body.class.getResourceAsStream(name + ".md")) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Body parse(String markdown) {
        List<Block> blocks = new ArrayList<>();
        for (String block : markdown.strip().split("\n\n+")) {
            if (block.startsWith(CODE)) {
                addCode(blocks, block);
            } else if (block.startsWith(HEADING)) {
                blocks.add(new Block.Heading(block.substring(HEADING.length())));
            } else if (!block.isEmpty()) {
                String words = LINK.matcher(block).replaceAll("$1");
                blocks.add(new Block.Paragraph(words.replace('\n', ' ')));
            }
        }
        return new Body(blocks);
    }

    private static void addCode(List<Block> blocks, String block) {
        List<String> lines =
                block.lines().map(line -> line.substring(CODE.length())).toList();
        blocks.add(new Block.Code(lines));
    }
}
