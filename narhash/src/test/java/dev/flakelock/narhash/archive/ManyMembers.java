package dev.flakelock.narhash.archive;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A tar archive of that many empty files, made while it is read. */
final class ManyMembers extends InputStream {

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private final byte[] header =
            Arrays.copyOf(new TarBuilder().file("t/0000000", "").bytes(), TarHeader.SIZE);
    private final int members;
    private int sent;
    private int position = TarHeader.SIZE;

    ManyMembers(int members) {
        this.members = members;
    }

    /** How many were read. */
    int sent() {
        return sent;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (position == TarHeader.SIZE) {
            if (sent == members) {
                return -1;
            }
            name(sent++);
            position = 0;
        }
        int count = Math.min(length, TarHeader.SIZE - position);
        System.arraycopy(header, position, into, offset, count);
        position += count;
        return count;
    }

    private void name(int number) {
        put(2, String.format(Locale.ROOT, "%07d", number));
        Arrays.fill(header, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(CHECKSUM, String.format(Locale.ROOT, "%06o\0", sum));
    }

    private void put(int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
