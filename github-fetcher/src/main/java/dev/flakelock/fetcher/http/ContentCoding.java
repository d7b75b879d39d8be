package dev.flakelock.fetcher.http;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Removes the {@code Content-Encoding} of a body. */
final class ContentCoding {

    /** What to ask servers for: exactly what can be decoded here. */
    static final String ACCEPTED = "deflate, gzip, zstd";

    private static final int BUFFER = 64 * 1024;

    private ContentCoding() {}

    /** The codings that a body has, the outermost first. */
    static List<String> parse(List<String> headers) {
        List<String> codings = new ArrayList<>();
        for (String header : headers) {
            for (String coding : header.split(",")) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    codings.add(name);
                }
            }
        }
        Collections.reverse(codings);
        return codings;
    }

    static boolean canDecode(List<String> codings) {
        return codings.stream().allMatch(coding -> switch (coding) {
            case "gzip", "x-gzip", "deflate", "zstd" -> true;
            default -> false;
        });
    }

    /** The decoded body. Damage in the coding shows as an {@link IOException} that is no {@link TransferException}. */
    static InputStream decode(InputStream body, List<String> codings) throws IOException {
        InputStream decoded = body;
        for (String coding : codings) {
            decoded = switch (coding) {
                case "gzip", "x-gzip" -> new GZIPInputStream(decoded, BUFFER);
                case "deflate" -> inflate(new BufferedInputStream(decoded, BUFFER));
                case "zstd" -> new ZstdInputStream(decoded).setContinuous(false);
                default -> throw new IOException("unknown content coding " + coding);
            };
        }
        return decoded;
    }

    /** Some servers send a bare deflate stream although the standard wants one with a zlib header. */
    private static InputStream inflate(BufferedInputStream body) throws IOException {
        body.mark(2);
        int first = body.read();
        int second = body.read();
        body.reset();
        boolean zlib = (first & 0x0f) == 8 && ((first << 8) | second) % 31 == 0;
        return new InflaterInputStream(body, new Inflater(!zlib), BUFFER);
    }
}
