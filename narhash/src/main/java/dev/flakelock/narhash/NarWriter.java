package dev.flakelock.narhash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the NAR serialisation of one tree as its nodes are pushed, and refuses what would not be a valid NAR.
 *
 * <p>A node is one of {@link #regular}, {@link #beginRegular} with its contents, {@link #symlink}, or
 * {@link #beginDirectory} with its entries. The first node is the root. Inside a directory every node is announced by
 * {@link #entry} with its name, in strictly increasing order of the name's unsigned bytes; {@link #endDirectory} closes
 * it. After the root {@link #finish} checks that the archive is whole.
 *
 * <p>What the data may get wrong (names, order, depth, lengths, a file that is not as long as announced) is a
 * {@link NarException} in the words of Nix's reader, since Nix passes every tree through that reader. Calls that make no
 * sense (an entry outside a directory) are an {@link IllegalStateException}. Not thread-safe; unusable after an error.
 */
public final class NarWriter {
    /** The root has depth 0; the deepest node has depth 63. */
    static final int MAX_DEPTH = 64;

    private static final int MAX_NAME = 255;
    private static final int MAX_TARGET = 4095;

    private enum State {
        NODE,
        ENTRY,
        CONTENTS,
        DONE
    }

    private final NarTokens out;
    private final String root;
    private final byte[][] names = new byte[MAX_DEPTH][];
    private State state = State.NODE;
    private int depth;
    private long missing;
    private long size;

    /** Writes to the sink; messages name paths as {@code /a/b}. */
    public NarWriter(ByteSink sink) {
        this(sink, "");
    }

    /** Writes to the sink; messages name paths below {@code root}. */
    public NarWriter(ByteSink sink, String root) {
        this.out = new NarTokens(sink);
        this.root = root;
    }

    /** A whole regular file. */
    public void regular(boolean executable, byte[] contents) throws IOException {
        beginRegular(executable, contents.length);
        contents(contents, 0, contents.length);
        endRegular();
    }

    /** Begins a regular file of {@code size} bytes, of which all must follow by {@link #contents}. */
    public void beginRegular(boolean executable, long size) throws IOException {
        require(State.NODE, "a regular file");
        if (size < 0) {
            throw new IllegalArgumentException("negative size " + size);
        }
        out.token(executable ? NarTokens.EXECUTABLE : NarTokens.REGULAR);
        out.integer(size);
        this.size = size;
        this.missing = size;
        this.state = State.CONTENTS;
    }

    /** The next bytes of the regular file. */
    public void contents(byte[] bytes, int offset, int length) throws IOException {
        require(State.CONTENTS, "contents");
        if (length > missing) {
            throw new NarException("file '" + path() + "' is longer than the " + size + " bytes announced");
        }
        out.bytes(bytes, offset, length);
        missing -= length;
    }

    /** Ends the regular file. */
    public void endRegular() throws IOException {
        require(State.CONTENTS, "the end of a file");
        if (missing > 0) {
            throw new NarException("file '" + path() + "' is shorter than the " + size + " bytes announced");
        }
        out.padding(size);
        endNode();
    }

    /** A symlink with that target, byte for byte. */
    public void symlink(byte[] target) throws IOException {
        require(State.NODE, "a symlink");
        if (target.length == 0 || contains(target, 0)) {
            throw new NarException("bad archive: NAR contains invalid symlink target");
        }
        if (target.length > MAX_TARGET) {
            throw new NarException("string is too long");
        }
        out.token(NarTokens.SYMLINK);
        out.string(target);
        endNode();
    }

    /** Begins a directory. */
    public void beginDirectory() throws IOException {
        require(State.NODE, "a directory");
        out.token(NarTokens.DIRECTORY);
        names[depth] = new byte[0];
        depth++;
        state = State.ENTRY;
    }

    /** Announces the next node of the directory. */
    public void entry(byte[] name) throws IOException {
        require(State.ENTRY, "an entry");
        checkName(name);
        byte[] previous = names[depth - 1];
        names[depth - 1] = name.clone();
        if (depth == MAX_DEPTH) {
            throw new NarException("path '" + path() + "' exceeds maximum NAR directory depth of " + MAX_DEPTH);
        }
        if (previous.length > 0 && Arrays.compareUnsigned(previous, name) >= 0) {
            throw new NarException("bad archive: NAR directory is not sorted");
        }
        out.token(NarTokens.ENTRY);
        out.string(name);
        out.token(NarTokens.NODE);
        state = State.NODE;
    }

    /** Ends the directory begun last. */
    public void endDirectory() throws IOException {
        require(State.ENTRY, "the end of a directory");
        depth--;
        endNode();
    }

    /** Checks that the root is complete and hands everything to the sink. */
    public void finish() throws IOException {
        require(State.DONE, "the end");
        out.flush();
    }

    /** Bytes of the NAR so far. */
    public long written() {
        return out.written();
    }

    private void endNode() throws IOException {
        boolean inside = depth > 0;
        out.token(inside ? NarTokens.CLOSE_ENTRY : NarTokens.CLOSE);
        state = inside ? State.ENTRY : State.DONE;
    }

    private void require(State expected, String what) {
        if (state != expected) {
            throw new IllegalStateException("the NAR cannot go on with " + what + " here");
        }
    }

    private static void checkName(byte[] name) throws NarException {
        boolean dots = name.length > 0 && name.length < 3 && name[0] == '.' && name[name.length - 1] == '.';
        if (name.length == 0 || dots || contains(name, '/') || contains(name, 0)) {
            throw new NarException(
                    "bad archive: NAR contains invalid file name '" + new String(name, StandardCharsets.UTF_8) + "'");
        }
        if (name.length > MAX_NAME) {
            throw new NarException("string is too long");
        }
    }

    private static boolean contains(byte[] bytes, int value) {
        for (byte b : bytes) {
            if (b == value) {
                return true;
            }
        }
        return false;
    }

    private String path() {
        StringBuilder path = new StringBuilder(root);
        for (int i = 0; i < depth; i++) {
            path.append('/').append(new String(names[i], StandardCharsets.UTF_8));
        }
        return path.toString();
    }
}
