package dev.flakelock.fetcher.git.clean;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** The objects of a repository, of which one commit is wanted. */
final class Objects {

    /** The longest commit to look at. */
    static final int LONGEST = 1 << 20;

    private final Path directory;

    Objects(Path directory) {
        this.directory = directory;
    }

    /** The contents of a commit, which are what its name says. */
    byte[] commit(String name) throws IOException {
        byte[] object = loose(name);
        if (object == null) {
            object = packed(name);
        }
        if (object == null || !Hex.text(PlainSha1.of(object, object.length)).equals(name)) {
            throw new Unusual(name);
        }
        int end = 0;
        while (object[end] != 0) {
            end++;
        }
        String header = new String(object, 0, end, StandardCharsets.ISO_8859_1);
        if (!header.equals("commit " + (object.length - end - 1))) {
            throw new Unusual(header);
        }
        return Arrays.copyOfRange(object, end + 1, object.length);
    }

    /** The object with its header, or null if it has no file of its own. */
    private byte @Nullable [] loose(String name) throws IOException {
        Path file = directory.resolve(name.substring(0, 2)).resolve(name.substring(2));
        try (InflaterInputStream object = new InflaterInputStream(Files.newInputStream(file))) {
            return object.readNBytes(LONGEST);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private byte @Nullable [] packed(String name) throws IOException {
        try (DirectoryStream<Path> packs = Files.newDirectoryStream(directory.resolve("pack"), "*.idx")) {
            for (Path index : packs) {
                byte[] commit = Pack.of(index).commit(Hex.bytes(name));
                if (commit != null) {
                    ByteArrayOutputStream object = new ByteArrayOutputStream();
                    object.writeBytes(("commit " + commit.length + "\0").getBytes(StandardCharsets.ISO_8859_1));
                    object.writeBytes(commit);
                    return object.toByteArray();
                }
            }
            return null;
        }
    }
}
