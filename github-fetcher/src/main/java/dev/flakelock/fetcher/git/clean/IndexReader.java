package dev.flakelock.fetcher.git.clean;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an index (gitformat-index), versions 2 to 4, in which no entry has a flag and the tree of all is noted.
 */
final class IndexReader {

    private static final int SIGNATURE = 0x44495243; // DIRC
    private static final int TREE = 0x54524545;
    private static final int CHECKSUM = 20;
    private static final int ENTRY = 62;
    private static final int ALIGNMENT = 8;
    /** To be assumed unchanged, extended (intent to add, skip the work tree), and the stages of a merge. */
    private static final int FLAGS = 0xf000;

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final List<IndexEntry> entries = new ArrayList<>();
    private String previous = "";

    IndexReader(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes);
    }

    Index read(Instant time) throws Unusual {
        int end = bytes.length - CHECKSUM;
        byte[] checksum = Arrays.copyOfRange(bytes, end, bytes.length);
        if (!Arrays.equals(PlainSha1.of(bytes, end), checksum)) {
            throw new Unusual("checksum");
        }
        buffer.limit(end);
        require(buffer.getInt() == SIGNATURE, "signature");
        int version = buffer.getInt();
        require(version >= 2 && version <= 4, "version");
        for (int left = buffer.getInt(); left > 0; left--) {
            entries.add(entry(version));
        }
        String tree = tree();
        if (tree == null) {
            throw new Unusual("no tree");
        }
        return new Index(time, entries, tree);
    }

    private IndexEntry entry(int version) throws Unusual {
        int start = buffer.position();
        Instant changed = time();
        Instant modified = time();
        int mode = buffer.getInt(start + 24);
        require(mode == IndexEntry.FILE || mode == IndexEntry.EXECUTABLE || mode == IndexEntry.LINK, "mode");
        int size = buffer.getInt(start + 36);
        require((buffer.getShort(start + ENTRY - 2) & FLAGS) == 0, "flags");
        buffer.position(start + ENTRY);
        String path = version == 4 ? kept(strip()) + text('\0') : text('\0');
        if (version < 4) {
            int length = ENTRY + path.length();
            buffer.position(start + length + ALIGNMENT - length % ALIGNMENT);
        }
        requirePlain(path);
        previous = path;
        return new IndexEntry(path, mode, size, changed, modified);
    }

    private Instant time() {
        int seconds = buffer.getInt();
        return Instant.ofEpochSecond(Integer.toUnsignedLong(seconds), buffer.getInt());
    }

    private String kept(int strip) {
        return previous.substring(0, previous.length() - strip);
    }

    /** How many bytes of the path before are not part of this one: git's number with continuation bits. */
    private int strip() {
        int b = buffer.get();
        int number = b & 0x7f;
        while (b < 0) {
            b = buffer.get();
            number = (number + 1) << 7 | (b & 0x7f);
        }
        return number;
    }

    private String text(char end) {
        int start = buffer.position();
        while (buffer.get() != end) {
            // goes on
        }
        return new String(bytes, start, buffer.position() - 1 - start, StandardCharsets.ISO_8859_1);
    }

    /** A path below the root, in which nothing points elsewhere. */
    private static void requirePlain(String path) throws Unusual {
        boolean isPlain = !path.isEmpty() && !path.startsWith("/") && !path.endsWith("/") && !path.contains("//");
        for (int i = 0; i < path.length(); i++) {
            isPlain &= path.charAt(i) >= ' ' && path.charAt(i) < 0x7f;
        }
        require(isPlain, path);
        if (path.startsWith(".") || path.contains("/.")) {
            for (String name : path.split("/", -1)) {
                require(!name.equals(".") && !name.equals("..") && !name.equalsIgnoreCase(".git"), path);
            }
        }
    }

    /** The tree in the extension that holds those of all directories, that of the root first. */
    private @Nullable String tree() throws Unusual {
        String tree = null;
        while (buffer.hasRemaining()) {
            int name = buffer.getInt();
            int next = buffer.getInt() + buffer.position();
            if (name == TREE) {
                String path = text('\0');
                int count = Integer.parseInt(text(' '));
                text('\n');
                require(path.isEmpty() && count == entries.size(), "tree");
                byte[] id = new byte[CHECKSUM];
                buffer.get(id);
                tree = Hex.text(id);
            }
            // What may be passed over begins with a capital letter.
            require(name >>> 24 >= 'A' && name >>> 24 <= 'Z' && next >= buffer.position(), "extension");
            buffer.position(next);
        }
        return tree;
    }

    private static void require(boolean condition, String what) throws Unusual {
        if (!condition) {
            throw new Unusual(what);
        }
    }
}
