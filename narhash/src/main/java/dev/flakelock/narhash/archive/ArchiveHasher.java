package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.HashedTree;
import dev.flakelock.narhash.NarException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Makes a hashed tree of an archive while it is read: tar (v7, ustar, pax, GNU, Solaris) or zip, under any layers of gzip,
 * bzip2, xz, lzma, zstd, compress and lz4. Format and compression show in the content alone. Nothing is unpacked.
 *
 * <p>The rules are Nix's: names are cleaned up lexically, a single top-level directory is stripped, hard links are copies,
 * an empty body is an empty directory, errors have Nix's words. Where Nix's result depends on timing (different kinds of
 * files at one path, entries below a symlink) there is an error instead.
 *
 * <p>Stateless; any number of archives may be hashed at the same time.
 */
public final class ArchiveHasher {
    private ArchiveHasher() {}

    /**
     * Hashes an archive that can be read once. Contents beyond {@link ArchiveOptions#heldSize} wait in a temporary file.
     *
     * @param body read to the end of the archive, not closed
     * @throws NarException when it is no archive, a broken one, or one that makes no legal tree
     * @throws IOException when reading the body fails
     */
    public static HashedTree hash(InputStream body, ArchiveOptions options) throws IOException {
        return new ArchivePass(options, false).run(body);
    }

    /**
     * Hashes an archive that can be opened again. An archive whose members come sorted, as git writes them, is hashed in
     * one pass however large it is, without a temporary file; should it turn out midway that the assumed order does not
     * hold, it is opened a second time.
     *
     * @throws NarException when it is no archive, a broken one, or one that makes no legal tree
     * @throws IOException when opening or reading fails
     */
    public static HashedTree hash(ArchiveSource source, ArchiveOptions options) throws IOException {
        try (InputStream body = source.open()) {
            return new ArchivePass(options, true).run(body);
        } catch (OutOfOrderException again) {
            try (InputStream body = source.open()) {
                return new ArchivePass(options, false).run(body);
            }
        }
    }
}
