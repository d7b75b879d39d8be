package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** What both Java's own reader of gzip and ours can read is the same, in pieces of any size. */
class GzipFuzzTest {

    private static final int LIMIT = 1 << 20;
    private static final byte[] REFUSED = {-1};

    @FuzzTest(maxDuration = "60m")
    void anyBytes(FuzzedDataProvider data) {
        int piece = data.consumeInt(1, 5000);
        byte[] bytes = data.consumeRemainingAsBytes();
        byte[] expected;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            expected = in.readNBytes(LIMIT);
        } catch (IOException e) {
            // Where one gives up the other need not: what is wrong behind the first member means nothing to Java.
            expected = null;
        }
        byte[] ours = read(bytes, piece);
        if (expected != null && ours != REFUSED) {
            assertThat(ours).isEqualTo(expected);
        }
        assertThat(read(bytes, 1 << 16)).isEqualTo(ours);
    }

    private static byte[] read(byte[] bytes, int piece) {
        try (InputStream in = new GzipStream(new Pieces(bytes, piece))) {
            return in.readNBytes(LIMIT);
        } catch (IOException expected) {
            assertThat(expected).isInstanceOf(FormatException.class);
            return REFUSED;
        }
    }

    /** Gives out at most so many bytes at once. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final int most;
        private int position;

        Pieces(byte[] bytes, int most) {
            this.bytes = bytes;
            this.most = most;
        }

        @Override
        public int read() {
            return position < bytes.length ? bytes[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            byte[] next =
                    Arrays.copyOfRange(bytes, position, Math.min(bytes.length, position + Math.min(most, length)));
            System.arraycopy(next, 0, into, offset, next.length);
            position += next.length;
            return next.length == 0 ? -1 : next.length;
        }
    }
}
