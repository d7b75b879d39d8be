package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.RecordedCases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every archive recorded from Nix, read once and held, streamed with almost no memory, and on one thread. */
class ArchiveVectorsTest {
    private static final ArchiveOptions OPTIONS = ArchiveOptions.DEFAULT;

    /** A way to read an archive. */
    private interface Way {
        HashedTree hash(byte[] archive) throws IOException;
    }

    private static final Map<String, Way> WAYS = Map.of(
            "held", archive -> ArchiveHasher.hash(new ByteArrayInputStream(archive), OPTIONS),
            "spooled", archive -> ArchiveHasher.hash(new ByteArrayInputStream(archive), OPTIONS.holding(0)),
            "one thread", archive -> ArchiveHasher.hash(new ByteArrayInputStream(archive), OPTIONS.inParallel(false)),
            "source", archive -> ArchiveHasher.hash(() -> new ByteArrayInputStream(archive), OPTIONS),
            "streamed", archive -> ArchiveHasher.hash(() -> new ByteArrayInputStream(archive), OPTIONS.holding(0)));

    static List<RecordedCases> tars() {
        return RecordedCases.group("tar").stream().filter(c -> !isRace(c)).toList();
    }

    /** Nix's own outcome depends on timing: {@code nondeterministic} lists what was seen. */
    static List<RecordedCases> races() {
        return RecordedCases.group("tar").stream().filter(c -> isRace(c)).toList();
    }

    static List<RecordedCases> zips() {
        return RecordedCases.group("zip");
    }

    static List<RecordedCases> notArchives() {
        return RecordedCases.group("notArchives");
    }

    @ParameterizedTest
    @MethodSource("tars")
    void tar(RecordedCases vector) throws Exception {
        byte[] tar = archive(vector);
        assertThat(sha256(tar)).isEqualTo(vector.text("sha256OfTar"));

        check(Compressor.compress(vector.text("compression", "none"), tar), vector, OPTIONS);
    }

    @ParameterizedTest
    @MethodSource("races")
    void raceIsACleanErrorOrAnOutcomeOfNix(RecordedCases vector) {
        byte[] tar = archive(vector);
        for (Way way : WAYS.values()) {
            try {
                String hash = way.hash(tar).narHash().toSri();
                assertThat(
                                vector.has("nondeterministic")
                                        ? vector.list("nondeterministic")
                                        : List.of(vector.child("expect")))
                        .anyMatch(outcome -> outcome.text("narHash", "").equals(hash));
            } catch (IOException e) {
                assertThat(e).isInstanceOf(NarException.class).hasMessageContaining("different kinds of files at '/t/");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("zips")
    void zip(RecordedCases vector) throws Exception {
        check(vector.bytes("zip"), vector, OPTIONS.withZipDirectory(true));
    }

    @ParameterizedTest
    @MethodSource("notArchives")
    void notArchive(RecordedCases vector) throws Exception {
        check(notArchiveBytes(vector), vector, OPTIONS);
    }

    private static void check(byte[] archive, RecordedCases vector, ArchiveOptions options) throws IOException {
        RecordedCases expect = vector.child("expect");
        for (var entry : WAYS.entrySet()) {
            Way way = options.zipDirectory()
                    ? bytes -> ArchiveHasher.hash(new ByteArrayInputStream(bytes), options)
                    : entry.getValue();
            if (expect.has("narHash")) {
                HashedTree tree = way.hash(archive);
                assertThat(tree.narHash().toSri()).as(entry.getKey()).isEqualTo(expect.text("narHash"));
                assertThat(tree.newestMtime()).isEqualTo(expect.number("lastModified", 0));
                assertThat(tree.warnings()).isEqualTo(warnings(expect));
                assertThat(ListingText.of(tree.listing()).stream().limit(40).toList())
                        .isEqualTo(
                                expect.has("tree")
                                        ? expect.texts("tree").stream()
                                                .map(ListingText::plain)
                                                .toList()
                                        : List.of("d ."));
            } else {
                String message = expect.text("error", "would replace the whole tree");
                assertThatThrownBy(() -> way.hash(archive))
                        .as(entry.getKey())
                        .isInstanceOf(NarException.class)
                        .hasMessageContaining(message);
            }
        }
    }

    private static List<String> warnings(RecordedCases expect) {
        return expect.has("warning") ? List.of(expect.text("warning").replace("warning: ", "")) : List.of();
    }

    private static boolean isRace(RecordedCases vector) {
        return vector.has("nondeterministic") || vector.flag("timingDependent");
    }

    private static byte[] archive(RecordedCases vector) {
        TarBuilder tar = new TarBuilder();
        for (RecordedCases header : vector.list("headers")) {
            tar.add(header(header));
        }
        return tar.bytes((int) vector.number("trailerBlocks", 2));
    }

    private static TarBuilder.Header header(RecordedCases fields) {
        TarBuilder.Header header =
                new TarBuilder.Header(fields.text("typeflag", "0").charAt(0), "");
        header.name = fields.bytes("name");
        header.prefix = fields.bytes("prefix");
        header.linkname = fields.bytes("linkname");
        header.mode = Integer.parseInt(fields.text("mode", "0644"), 8);
        header.mtime = fields.number("mtime", 0);
        header.magic = fields.text("magic", "ustar");
        header.size = fields.number("size", -1);
        header.data = fields.has("pax") ? pax(fields.child("pax")) : fields.contents();
        return header;
    }

    private static byte[] pax(RecordedCases records) {
        Map<String, byte[]> data = new LinkedHashMap<>();
        records.fields().keySet().forEach(key -> data.put(key, records.bytes(key)));
        return TarBuilder.paxData(data);
    }

    /** Two cases are described in words only. */
    private static byte[] notArchiveBytes(RecordedCases vector) throws IOException {
        byte[] tar = new TarBuilder().file("t/a", "1").bytes();
        return switch (vector.name()) {
            case "gzip-of-plain-text" ->
                Compressor.compress("gzip", "hello world\n".repeat(100).getBytes(StandardCharsets.UTF_8));
            case "truncated-gzip" -> Arrays.copyOf(Compressor.compress("gzip", tar), 60);
            default -> Base64.getDecoder().decode(vector.text("base64"));
        };
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
