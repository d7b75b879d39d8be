package dev.flakelock.narhash.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes tar archives byte by byte, legal or not. */
final class TarBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** One header; every field has a default. */
    static final class Header {
        byte[] name = new byte[0];
        byte[] prefix = new byte[0];
        byte[] linkname = new byte[0];
        char typeflag = '0';
        int mode = 0644;
        long mtime;
        String magic = "ustar";
        long size = -1;
        byte[] data = new byte[0];

        Header(char typeflag, String name) {
            this.typeflag = typeflag;
            this.name = name.getBytes(StandardCharsets.UTF_8);
        }

        Header data(byte[] bytes) {
            this.data = bytes;
            return this;
        }

        Header linkname(String target) {
            this.linkname = target.getBytes(StandardCharsets.UTF_8);
            return this;
        }

        Header mode(int bits) {
            this.mode = bits;
            return this;
        }

        Header mtime(long seconds) {
            this.mtime = seconds;
            return this;
        }
    }

    TarBuilder file(String name, String text) {
        return add(new Header('0', name).data(text.getBytes(StandardCharsets.UTF_8)));
    }

    TarBuilder directory(String name) {
        return add(new Header('5', name));
    }

    TarBuilder symlink(String name, String target) {
        return add(new Header('2', name).linkname(target));
    }

    TarBuilder hardLink(String name, String target) {
        return add(new Header('1', name).linkname(target));
    }

    TarBuilder pax(String key, String value) {
        Map<String, byte[]> records = new LinkedHashMap<>();
        records.put(key, value.getBytes(StandardCharsets.UTF_8));
        return add(new Header('x', "PaxHeaders/x").data(paxData(records)));
    }

    TarBuilder add(Header header) {
        out.writeBytes(block(header));
        out.writeBytes(header.data);
        out.writeBytes(new byte[-header.data.length & 511]);
        return this;
    }

    byte[] bytes() {
        return bytes(2);
    }

    byte[] bytes(int trailerBlocks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(new byte[512 * trailerBlocks]);
        return whole.toByteArray();
    }

    static byte[] paxData(Map<String, byte[]> records) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        records.forEach((key, value) -> {
            int body = key.getBytes(StandardCharsets.UTF_8).length + value.length + 3;
            int length = body + String.valueOf(body).length();
            length = body + String.valueOf(length).length();
            data.writeBytes((length + " " + key + "=").getBytes(StandardCharsets.UTF_8));
            data.writeBytes(value);
            data.write('\n');
        });
        return data.toByteArray();
    }

    private static byte[] block(Header header) {
        byte[] block = new byte[512];
        put(block, 0, header.name, 100);
        number(block, 100, 8, header.mode);
        number(block, 108, 8, 0);
        number(block, 116, 8, 0);
        number(block, 124, 12, header.size >= 0 ? header.size : header.data.length);
        number(block, 136, 12, header.mtime);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) header.typeflag;
        put(block, 157, header.linkname, 100);
        switch (header.magic) {
            case "ustar" -> put(block, 257, "ustar\00000".getBytes(StandardCharsets.US_ASCII), 8);
            case "gnu" -> put(block, 257, "ustar  \0".getBytes(StandardCharsets.US_ASCII), 8);
            default -> {}
        }
        if (header.typeflag == '3' || header.typeflag == '4') {
            number(block, 329, 8, 0);
            number(block, 337, 8, 0);
        }
        put(block, 345, header.prefix, 155);
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 8);
        return block;
    }

    private static void number(byte[] block, int offset, int length, long value) {
        if (value >= 0 && value < 1L << (3 * (length - 1))) {
            String octal = String.format("%0" + (length - 1) + "o", value);
            put(block, offset, octal.getBytes(StandardCharsets.US_ASCII), length);
            return;
        }
        for (int i = 0; i < length; i++) {
            int shift = 8 * (length - 1 - i);
            block[offset + i] = (byte) (shift > 63 ? value >> 63 : value >> shift);
        }
        block[offset] |= (byte) 0x80;
    }

    private static void put(byte[] block, int offset, byte[] value, int length) {
        System.arraycopy(value, 0, block, offset, Math.min(value.length, length));
    }
}
