package dev.flakelock.fetcher.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes a body from the first read on, since a decoder reads when it is made and the body may not be wanted. */
final class LazyDecoder extends InputStream {

    private final InputStream coded;
    private final List<String> codings;
    private @Nullable InputStream decoded;

    LazyDecoder(InputStream coded, List<String> codings) {
        this.coded = coded;
        this.codings = codings;
    }

    @Override
    public int read() throws IOException {
        return decoded().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return decoded().read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (decoded != null) {
            decoded.close();
        }
        coded.close();
    }

    private InputStream decoded() throws IOException {
        if (decoded == null) {
            decoded = ContentCoding.decode(coded, codings);
        }
        return decoded;
    }
}
