package dev.flakelock.narhash;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A listing as bytes, for whoever remembers trees. The form is our own and may change; there is no check sum in it.
 *
 * <p>A byte that says which form it is; the number of nodes; for each its kind as a letter, the length of its name, and of
 * a directory how many nodes there are below it; the names; the number of contents; for each its node and
 * its bytes. It is not compressed: for 90,000 nodes even the quickest compression took a tenth of the time in which
 * they were received and hashed.
 */
public final class TreeListingFormat {
    private static final int FORM = 'L';

    private TreeListingFormat() {}

    /** The listing as bytes. */
    public static byte[] encode(TreeListing listing) {
        ListingWriter out = new ListingWriter();
        out.octet(FORM);
        listing.writeTo(out);
        return out.toByteArray();
    }

    /**
     * The listing that these bytes are.
     *
     * @throws IOException when they are none
     */
    public static TreeListing decode(byte[] bytes) throws IOException {
        ListingReader in = new ListingReader(bytes);
        if (in.octet() != FORM) {
            throw new IOException("not a tree listing");
        }
        int count = in.count();
        NodeKind[] kinds = new NodeKind[count];
        int[] nameEnds = new int[count];
        int[] subtreeEnds = new int[count];
        int end = 0;
        for (int node = 0; node < count; node++) {
            kinds[node] = kind(in.octet());
            end += in.number(bytes.length - end);
            nameEnds[node] = end;
            int below = kinds[node] == NodeKind.DIRECTORY ? in.number(count - node - 1) : 0;
            subtreeEnds[node] = node + 1 + below;
        }
        byte[] names = in.bytes();
        if (count == 0 || end != names.length) {
            throw new IOException("a tree listing whose names do not fit");
        }
        return new TreeListing(kinds, nameEnds, subtreeEnds, names, contents(in, count));
    }

    private static Map<Integer, byte[]> contents(ListingReader in, int count) throws IOException {
        Map<Integer, byte[]> contents = new HashMap<>();
        for (int left = in.count(); left > 0; left--) {
            contents.put(in.number(count - 1), in.bytes());
        }
        return contents;
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
}
