package dev.flakelock.fetcher.tree;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** A body whose first bytes are kept, to be able to say what it was if it turns out to be no archive. */
final class BodyStart extends FilterInputStream {

    private static final int KEPT = 256;
    private static final Pattern PAGE =
            Pattern.compile("(\u00ef\u00bb\u00bf)?\\s*<(!doctype html|html|head|\\?xml|!--)");

    private final byte[] start = new byte[KEPT];
    private int kept;

    BodyStart(InputStream body) {
        super(body);
    }

    /** Whether it is a page for people. */
    boolean isPage() {
        String text = new String(start, 0, kept, StandardCharsets.ISO_8859_1);
        return PAGE.matcher(text.toLowerCase(Locale.ROOT)).lookingAt();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count > 0 && kept < KEPT) {
            int more = Math.min(count, KEPT - kept);
            System.arraycopy(bytes, offset, start, kept, more);
            kept += more;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
