package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Secrets to look for in everything that comes out, one of each kind. */
enum Planted {
    GITHUB_ACCESS,
    GITLAB_ACCESS,
    SOURCEHUT_ACCESS,
    GITHUB_TOKEN,
    NETRC,
    URL,
    PROXY,
    HELPER;

    /** The secret; it survives in Base64 where it begins a group of three letters, and is looked for in both spellings. */
    String secret() {
        return "planted" + name().replace("_", "").toLowerCase(java.util.Locale.ROOT) + "0123456789abcdefghijkl";
    }

    private List<String> spellings() {
        byte[] bytes = secret().getBytes(StandardCharsets.UTF_8);
        return List.of(secret(), inner(bytes, 0), inner(bytes, 1), inner(bytes, 2));
    }

    /** What of the Base64 of something that ends with the secret does not depend on what is before. */
    private static String inner(byte[] bytes, int skipped) {
        int length = (bytes.length - skipped) / 3 * 3;
        byte[] part = Arrays.copyOfRange(bytes, skipped, skipped + length);
        return new String(java.util.Base64.getEncoder().encode(part), StandardCharsets.US_ASCII);
    }

    /** Fails if one of them is in a text. */
    static void assertNoneIn(String where, String text) {
        for (Planted planted : values()) {
            for (String spelling : planted.spellings()) {
                assertThat(text.contains(spelling))
                        .as("%s in %s:%n%s", planted, where, text)
                        .isFalse();
            }
        }
    }

    /** Fails if one of them is in a file below a directory. */
    static void assertNoneBelow(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNoneIn(file.toString(), file + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }
}
