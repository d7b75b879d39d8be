package dev.flakelock.fetcher.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pointer of Git LFS, as its specification of version 1 writes it.
 *
 * @param oid the SHA-256 of the file, in hexadecimal digits
 * @param size the size of the file in bytes
 */
record LfsPointer(String oid, long size) {

    /** A pointer is smaller than this many bytes. */
    static final int MAX_SIZE = 1024;

    private static final Pattern OID = Pattern.compile("^oid sha256:([0-9a-f]{64})$", Pattern.MULTILINE);
    private static final Pattern SIZE = Pattern.compile("^size ([0-9]{1,18})$", Pattern.MULTILINE);

    /** The pointer that a blob is, if it is one. */
    static Optional<LfsPointer> parse(byte[] blob) {
        if (blob.length >= MAX_SIZE) {
            return Optional.empty();
        }
        String text = new String(blob, StandardCharsets.UTF_8);
        Matcher oid = OID.matcher(text);
        Matcher size = SIZE.matcher(text);
        return text.startsWith("version https://git-lfs.github.com/spec/v1\n") && oid.find() && size.find()
                ? Optional.of(new LfsPointer(oid.group(1), Long.parseLong(size.group(1))))
                : Optional.empty();
    }
}
