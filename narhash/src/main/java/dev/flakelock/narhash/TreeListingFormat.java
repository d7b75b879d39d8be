package dev.flakelock.narhash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A listing as bytes, for whoever remembers trees. The form is our own and may change; there is no check sum in it.
 *
 * <p>Compressed: the number of nodes; for each its kind as a letter, the end of its name among all names and the end of its subtree;
 * the names; the number of contents; for each its node, its length and its bytes. Numbers have four bytes.
 */
public final class TreeListingFormat {
    /** Between the numbers and the compression, each call of which leaves Java. */
    private static final int BUFFER = 16 * 1024;

    /** For 90,000 names the best compression would take a tenth of the time in which they were read and hashed. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private TreeListingFormat() {}

    /** The listing as bytes. */
    public static byte[] encode(TreeListing listing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FastGzip(bytes), BUFFER))) {
            listing.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /**
     * The listing that these bytes are.
     *
     * @throws IOException when they are none
     */
    public static TreeListing decode(byte[] bytes) throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes));
                DataInputStream in = new DataInputStream(new BufferedInputStream(plain, BUFFER))) {
            return read(in);
        } catch (NegativeArraySizeException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("not a tree listing", e);
        }
    }

    private static TreeListing read(DataInputStream in) throws IOException {
        int count = in.readInt();
        NodeKind[] kinds = new NodeKind[count];
        int[] nameEnds = new int[count];
        int[] subtreeEnds = new int[count];
        for (int i = 0; i < count; i++) {
            kinds[i] = kind(in.readByte());
            nameEnds[i] = in.readInt();
            subtreeEnds[i] = in.readInt();
        }
        byte[] names = bytes(in);
        Map<Integer, byte[]> contents = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            int node = in.readInt();
            contents.put(node, bytes(in));
        }
        return new TreeListing(kinds, nameEnds, subtreeEnds, names, contents);
    }

    static char letter(NodeKind kind) {
        return switch (kind) {
            case REGULAR -> 'f';
            case DIRECTORY -> 'd';
            case SYMLINK -> 'l';
        };
    }

    private static NodeKind kind(byte letter) throws IOException {
        return switch (letter) {
            case 'f' -> NodeKind.REGULAR;
            case 'd' -> NodeKind.DIRECTORY;
            case 'l' -> NodeKind.SYMLINK;
            default -> throw new IOException("not a tree listing");
        };
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
