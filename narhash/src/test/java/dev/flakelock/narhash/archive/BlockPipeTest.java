package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through the pipe, and how it ends: with the stream, with the work, with a failure of either. */
final class BlockPipeTest {
    private static final int BLOCKS = 4;
    private static final int SIZE = 10;

    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 11, 20, 39, 40, 41, 1000, 100_000})
    void allBytesArriveInOrder(int length) throws IOException {
        byte[] bytes = bytes(length);

        BlockPipe.run(new ByteArrayInputStream(bytes), BLOCKS, SIZE, this::readAll);

        assertThat(arrived.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 30, 1000})
    void aFailureComesBehindWhatCameBeforeIt(int length) {
        InputStream cut = new SequenceInputStream(new ByteArrayInputStream(bytes(length)), failing());

        assertThatThrownBy(() -> BlockPipe.run(cut, BLOCKS, SIZE, this::readAll))
                .isInstanceOf(EOFException.class)
                .hasMessage("cut");
        assertThat(arrived.toByteArray()).isEqualTo(bytes(length));
    }

    @Test
    void workThatWantsNoMoreEndsTheReading() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };

        BlockPipe.run(
                endless, BLOCKS, SIZE, blocks -> assertThat(blocks.skip(95)).isEqualTo(95));
    }

    /** All its blocks would be a gigabyte, as much as the heap of the tests. */
    @Test
    void aPipeForWhichThereIsNoMemoryIsShort() throws IOException {
        byte[] bytes = bytes(1000);

        BlockPipe.run(new ByteArrayInputStream(bytes), 1 << 20, 1024, this::readAll);

        assertThat(arrived.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void workThatFailsIsTold() {
        assertThatThrownBy(() -> BlockPipe.run(new ByteArrayInputStream(bytes(1000)), BLOCKS, SIZE, blocks -> {
                    throw new FormatException("no archive");
                }))
                .isInstanceOf(FormatException.class)
                .hasMessage("no archive");
    }

    @Test
    void anInterruptedThreadStopsReadingAndStaysInterrupted() {
        InputStream interrupting = new InputStream() {
            @Override
            public int read() {
                return 7;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Thread.currentThread().interrupt();
                return length;
            }
        };

        assertThatThrownBy(() -> BlockPipe.run(interrupting, BLOCKS, SIZE, this::readAll))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void readAll(Blocks blocks) throws IOException {
        while (blocks.more()) {
            arrived.write(blocks.bytes, blocks.position, blocks.limit - blocks.position);
            blocks.position = blocks.limit;
        }
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("cut");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new EOFException("cut");
            }
        };
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
