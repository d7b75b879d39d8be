package dev.flakelock.benchmarks.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a tree as {@code git archive --format=tar --prefix=NAME-REV/} does, which is what forges hand out: a pax comment
 * with the commit, then ustar headers in git's order, everything owned by root and of the time of the commit.
 */
public final class GitArchive {

    /** The time of every commit, in seconds since 1970. */
    public static final long TIME = 1_700_000_000L;

    private static final int BLOCK = 512;
    private static final int RECORD = 10_240;
    private static final int MAX_NAME = 100;

    private final OutputStream out;
    private long written;

    private GitArchive(OutputStream out) {
        this.out = out;
    }

    /** Writes a tar; the stream stays open. */
    public static void tar(Node.Directory tree, String name, String rev, OutputStream out) throws IOException {
        GitArchive archive = new GitArchive(out);
        archive.comment(rev);
        archive.directory(name + "-" + rev + "/", tree);
        archive.end();
    }

    /** Writes a tar.gz; the stream stays open. */
    public static void tarGz(Node.Directory tree, String name, String rev, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
        tar(tree, name, rev, gzip);
        gzip.finish();
    }

    private void comment(String rev) throws IOException {
        // The length counts itself, its two digits and the space behind them.
        String record = " comment=" + rev + "\n";
        byte[] bytes = (record.length() + 2 + record).getBytes(StandardCharsets.US_ASCII);
        header("pax_global_header", 'g', 0666, bytes.length, "");
        body(bytes);
    }

    private void directory(String path, Node.Directory directory) throws IOException {
        header(path, '5', 0775, 0, "");
        for (Map.Entry<String, Node> child : directory.children().entrySet()) {
            node(path + child.getKey(), child.getValue());
        }
    }

    private void node(String path, Node node) throws IOException {
        if (node instanceof Node.Directory directory) {
            directory(path, directory);
        } else if (node instanceof Node.File file) {
            byte[] bytes = file.contents().bytes();
            header(path, '0', file.executable() ? 0775 : 0664, bytes.length, "");
            body(bytes);
        } else if (node instanceof Node.Link link) {
            header(path, '2', 0777, 0, link.target());
        }
    }

    private void header(String path, char type, int mode, long size, String target) throws IOException {
        byte[] header = new byte[BLOCK];
        int split = path.length() <= MAX_NAME ? 0 : path.indexOf('/', path.length() - MAX_NAME - 1) + 1;
        text(header, 0, path.substring(split));
        text(header, 100, "%07o".formatted(mode));
        text(header, 108, "0000000");
        text(header, 116, "0000000");
        text(header, 124, "%011o".formatted(size));
        text(header, 136, "%011o".formatted(TIME));
        Arrays.fill(header, 148, 156, (byte) ' ');
        header[156] = (byte) type;
        text(header, 157, target);
        text(header, 257, "ustar\u000000root");
        text(header, 297, "root");
        text(header, 329, "0000000");
        text(header, 337, "0000000");
        text(header, 345, split == 0 ? "" : path.substring(0, split - 1));
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        text(header, 148, "%07o".formatted(sum) + '\0');
        write(header);
    }

    private static void text(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private void body(byte[] bytes) throws IOException {
        write(bytes);
        write(new byte[Math.floorMod(-bytes.length, BLOCK)]);
    }

    private void end() throws IOException {
        write(new byte[2 * BLOCK]);
        write(new byte[(int) Math.floorMod(-written, (long) RECORD)]);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }
}
