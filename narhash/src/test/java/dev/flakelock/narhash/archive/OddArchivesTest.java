package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.narhash.NarException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forged and truncated archives with the outcome of Nix 2.34.8 for each: a hash or the last line of the error. Recorded in
 * {@code odd-archives.tsv} as name, outcome and the archive itself (gzip, base-64).
 */
class OddArchivesTest {
    /** Where we differ on purpose: what we say instead. */
    private static final Map<String, String> DIFFERENT = Map.of(
            // sparse files are refused
            "S-sparse", "file 't/s' in tarball is sparse, which is not supported",
            "pax-gnusparse", "file 't/b' in tarball is sparse, which is not supported",
            "pax-gnusparse-name", "file 't/b' in tarball is sparse, which is not supported",
            // libarchive compares no checksums of gzip
            "gz-badcrc", "Failed to open archive (gzip decompression failed: the checksum does not match)",
            "gz-badlen", "Failed to open archive (gzip decompression failed: the checksum does not match)",
            // libarchive's message is empty
            "gz-notrailer", "Failed to open archive (truncated gzip input)",
            "gz-trail1", "Failed to open archive (truncated gzip input)",
            // Nix aborts
            "hl-below-file", "archive has different kinds of files at '/t/a/h'",
            // libarchive counts from the beginning of the header
            "V-trunc", "cannot get archive member name: Truncated input file (needed 900 bytes, only 100 available)",
            "g-trunc", "cannot get archive member name: Truncated input file (needed 913 bytes, only 100 available)");

    static List<String> recorded() throws IOException {
        try (InputStream in = OddArchivesTest.class.getResourceAsStream("/odd-archives.tsv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void asNix(String line) throws IOException {
        String[] fields = line.split("\t");
        byte[] archive = gunzip(Base64.getDecoder().decode(fields[2]));
        String expected = DIFFERENT.getOrDefault(fields[0], fields[1]);

        assertThat(outcome(archive, ArchiveOptions.DEFAULT)).as(fields[0]).isEqualTo(expected);
        assertThat(outcome(archive, ArchiveOptions.DEFAULT.holding(0)))
                .as(fields[0])
                .isEqualTo(expected);
    }

    private static String outcome(byte[] archive, ArchiveOptions options) throws IOException {
        try {
            return ArchiveHasher.hash(() -> new ByteArrayInputStream(archive), options)
                    .narHash()
                    .toSri();
        } catch (NarException e) {
            return Objects.requireNonNull(e.getMessage());
        }
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }
}
