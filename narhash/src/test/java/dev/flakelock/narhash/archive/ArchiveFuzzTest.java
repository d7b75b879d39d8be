package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.narhash.NarException;
import dev.flakelock.narhash.TreeLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Any bytes make a tree or a {@link NarException}, and the same one whichever way they are read. Without {@code
 * JAZZER_FUZZ=1} only the seeds run.
 */
class ArchiveFuzzTest {
    private static final ArchiveOptions OPTIONS =
            ArchiveOptions.DEFAULT.within(new TreeLimits(2000, 4 << 20, 1 << 20, 1 << 20));

    @FuzzTest(maxDuration = "60m")
    void everyWayOfReadingAgrees(FuzzedDataProvider data) throws IOException {
        boolean zipDirectory = data.consumeBoolean();
        byte[] archive = data.consumeRemainingAsBytes();
        ArchiveOptions options = OPTIONS.withZipDirectory(zipDirectory);

        String held = outcome(archive, options.inParallel(false));

        assertThat(outcome(archive, options.holding(0))).isEqualTo(held);
        assertThat(outcome(archive, options.holding(0).inParallel(false))).isEqualTo(held);
    }

    /** Valid headers come from the generator, so that the fuzzer gets past the check sums. */
    @FuzzTest(maxDuration = "60m")
    void membersInAnyCombination(FuzzedDataProvider data) throws IOException {
        TarBuilder tar = new TarBuilder();
        int members = data.consumeInt(0, 20);
        for (int i = 0; i < members; i++) {
            TarBuilder.Header header = new TarBuilder.Header(
                    (char) data.pickValue("01235LKxgXSVDM7Z\0".chars().boxed().toList())
                            .intValue(),
                    "");
            header.name = data.consumeBytes(60);
            header.linkname = data.consumeBytes(20);
            header.mode = data.consumeInt(0, 07777);
            header.mtime = data.consumeLong(-10, 1L << 40);
            header.data = data.consumeBytes(700);
            tar.add(header);
        }
        byte[] archive = tar.bytes(data.consumeInt(0, 2));

        String held = outcome(archive, OPTIONS);

        assertThat(outcome(archive, OPTIONS.holding(0))).isEqualTo(held);
    }

    private static String outcome(byte[] archive, ArchiveOptions options) throws IOException {
        try {
            return ArchiveHasher.hash(() -> new ByteArrayInputStream(archive), options)
                    .narHash()
                    .toSri();
        } catch (NarException e) {
            // Of several things that are wrong with a zip, it depends on how it is read which is found first.
            return archive.length > 0 && archive[0] == 'P' ? "refused" : String.valueOf(e.getMessage());
        }
    }
}
