package dev.flakelock.fetcher.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A small archive such as forges send: one directory at the top, everything with one time. */
public final class TestArchive {

    /** The time of every member, in seconds since 1970. */
    public static final long TIME = 1_700_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    public TestArchive() {
        put(new TarArchiveEntry("top/"), new byte[0]);
    }

    /** Adds a file below the top directory. */
    public TestArchive file(String path, String contents) {
        put(new TarArchiveEntry("top/" + path), contents.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a symbolic link below the top directory. */
    public TestArchive link(String path, String target) {
        TarArchiveEntry entry = new TarArchiveEntry("top/" + path, TarConstants.LF_SYMLINK);
        entry.setLinkName(target);
        put(entry, new byte[0]);
        return this;
    }

    /** The archive, compressed. */
    public byte[] gzip() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            tar.close();
            bytes.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private void put(TarArchiveEntry entry, byte[] contents) {
        try {
            entry.setModTime(TIME * 1000);
            entry.setSize(contents.length);
            tar.putArchiveEntry(entry);
            tar.write(contents);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
