package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.NarException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Finds the members of a zip archive. By its central directory, entries made on Unix have modes and can be symlinks; as
 * a stream everything is a plain file or a directory. Times without the {@code UT} field are taken as UTC.
 */
final class ZipReader {
    private static final int BUFFER = 64 * 1024;
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int SYMLINK = 0120000;
    private static final int MAX_TARGET = 64 * 1024;

    private final ArchiveOptions options;
    private final MemberSink sink;
    private final byte[] buffer = new byte[BUFFER];

    ZipReader(MemberSink sink, ArchiveOptions options) {
        this.options = options;
        this.sink = sink;
    }

    /** Local header, empty archive, or the mark of a spanned archive that is none. */
    static boolean recognises(byte[] head) {
        return head.length >= 4
                && head[0] == 'P'
                && head[1] == 'K'
                && ((head[2] == 3 && head[3] == 4)
                        || (head[2] == 5 && head[3] == 6)
                        || (head[2] == '0' && head[3] == '0'));
    }

    void read(InputStream in) throws IOException {
        if (!options.zipDirectory()) {
            decoding("", () -> readStream(in));
            return;
        }
        Path spool = options.temporaryFile(".zip");
        try {
            // A full disk is no damage, so this is not part of the decoding.
            Files.copy(in, spool, StandardCopyOption.REPLACE_EXISTING);
            decoding(spool.toString(), () -> readByDirectory(spool));
        } finally {
            Files.delete(spool);
        }
    }

    private interface Decoding {
        void run() throws IOException;
    }

    /** Names what a decoder finds wrong, without the temporary file, which means nothing to anybody. */
    private static void decoding(String spool, Decoding decoding) throws IOException {
        try {
            decoding.run();
        } catch (NarException | OutOfOrderException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            String reason = String.valueOf(e.getMessage());
            String shown = spool.isEmpty() ? reason : reason.replace(spool, "the archive");
            throw new NarException("cannot read file from tarball: damaged zip archive: " + shown, e);
        }
    }

    private void readByDirectory(Path spool) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setPath(spool)
                .setCharset(StandardCharsets.ISO_8859_1)
                .setUseUnicodeExtraFields(false)
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntriesInPhysicalOrder())) {
                member(entry, zip);
            }
        }
    }

    private void member(ZipArchiveEntry entry, ZipFile zip) throws IOException {
        byte[] name = name(entry);
        int mode = mode(entry, name);
        long mtime = mtime(entry);
        switch (mode & TYPE) {
            case DIRECTORY -> sink.begin(new Member(Member.Kind.DIRECTORY, name, new byte[0], 0, false, mtime));
            case SYMLINK -> {
                try (InputStream data = zip.getInputStream(entry)) {
                    byte[] target = data.readNBytes(MAX_TARGET);
                    sink.begin(new Member(Member.Kind.SYMLINK, name, target, 0, false, mtime));
                }
            }
            case FILE -> {
                sink.begin(new Member(
                        Member.Kind.FILE, name, new byte[0], Member.UNKNOWN_SIZE, (mode & 0100) != 0, mtime));
                try (InputStream data = zip.getInputStream(entry)) {
                    if (data == null) {
                        throw new FormatException("unsupported ZIP compression method");
                    }
                    data(data, entry.getCrc());
                }
            }
            default ->
                throw new NarException(
                        "file '" + Member.text(name) + "' in tarball has unsupported file type " + (mode & TYPE));
        }
    }

    private void readStream(InputStream in) throws IOException {
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(in, "ISO-8859-1", false, true)) {
            for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] name = name(entry);
                if (isDirectory(name)) {
                    sink.begin(new Member(Member.Kind.DIRECTORY, name, new byte[0], 0, false, mtime(entry)));
                } else {
                    sink.begin(
                            new Member(Member.Kind.FILE, name, new byte[0], Member.UNKNOWN_SIZE, false, mtime(entry)));
                    data(zip, -1);
                }
            }
        }
    }

    private void data(InputStream data, long expectedCrc) throws IOException {
        CRC32 crc = new CRC32();
        for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
            crc.update(buffer, 0, n);
            sink.data(buffer, 0, n);
        }
        if (expectedCrc >= 0 && crc.getValue() != expectedCrc) {
            throw new NarException(String.format(
                    "cannot read file from tarball: ZIP bad CRC: 0x%x should be 0x%x", crc.getValue(), expectedCrc));
        }
        sink.endFile();
    }

    private static byte[] name(ZipArchiveEntry entry) throws NarException {
        byte[] name = entry.getRawName();
        if (entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            for (byte b : name) {
                if (b < 0) {
                    throw new NarException("cannot get archive member name: "
                            + "Pathname cannot be converted from UTF-8 to current locale");
                }
            }
        }
        return name;
    }

    private static int mode(ZipArchiveEntry entry, byte[] name) {
        int mode = entry.getPlatform() == ZipArchiveEntry.PLATFORM_UNIX ? entry.getUnixMode() : 0;
        if (isDirectory(name) || (mode == 0 && entry.isDirectory())) {
            return DIRECTORY;
        }
        return (mode & TYPE) == 0 ? mode | FILE : mode;
    }

    private static boolean isDirectory(byte[] name) {
        return name.length > 0 && name[name.length - 1] == '/';
    }

    private static long mtime(ZipArchiveEntry entry) {
        if (entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID) instanceof X5455_ExtendedTimestamp unix
                && unix.getModifyTime() != null) {
            return unix.getModifyTime().getIntValue();
        }
        Instant local = Instant.ofEpochMilli(entry.getTime());
        return LocalDateTime.ofInstant(local, ZoneId.systemDefault()).toEpochSecond(ZoneOffset.UTC);
    }
}
