package dev.flakelock.fetcher.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * What a server said within the last minute about itself and its refs, so that it is asked once for all inputs of a
 * run. JGit asks again for each fetch, and for refs even where only a known commit is wanted. Thread-safe.
 */
final class RepeatedAnswers {

    private static final String LS_REFS = "command=ls-refs";
    private static final String RESULT = "application/x-git-upload-pack-result";
    private static final byte[] NO_REFS = "0000".getBytes(StandardCharsets.US_ASCII);
    private static final Duration COUNTS_FOR = Duration.ofMinutes(1);
    private static final long LONGEST = 256L << 20;
    private static final int UNAUTHORIZED = 401;

    /** Sends a request. */
    @FunctionalInterface
    interface Sender {
        Response send(Request request) throws IOException;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Heard(Response head, byte[] body, Instant time) {

        Response again() {
            return head.newBuilder()
                    .body(ResponseBody.create(body, head.body().contentType()))
                    .build();
        }
    }

    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final InstantSource clock;

    RepeatedAnswers(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The answer to a request, heard before if it is one of those that stay the same.
     *
     * @param body what the request sends
     * @param wantsRefs whether anybody wants to know of refs; if not, the server is not asked for them
     */
    Response answer(Request request, byte[] body, boolean wantsRefs, Sender sender) throws IOException {
        boolean aboutRefs = isAboutRefs(body);
        if (aboutRefs && !wantsRefs) {
            return noRefs(request);
        }
        if (!aboutRefs && !request.method().equals("GET")) {
            return sender.send(request);
        }
        String key = request.method() + " " + request.url() + "\n" + request.header("Authorization") + "\n"
                + new String(body, StandardCharsets.ISO_8859_1);
        Heard known = heard.get(key);
        if (known == null || known.time().plus(COUNTS_FOR).isBefore(clock.instant())) {
            known = hear(sender.send(request));
            if (known.head().code() < 400 || known.head().code() == UNAUTHORIZED) {
                heard.put(key, known);
            }
        }
        return known.again();
    }

    private Heard hear(Response response) throws IOException {
        try (InputStream body = new BoundedAnswer(response.body().byteStream(), LONGEST, bytes -> {})) {
            return new Heard(response, body.readAllBytes(), clock.instant());
        }
    }

    /** The command of protocol version 2, behind the length of its line; JGit compresses what gets shorter by it. */
    private static boolean isAboutRefs(byte[] body) throws IOException {
        boolean compressed = body.length > 1 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        InputStream plain = new ByteArrayInputStream(body);
        try (InputStream lines = compressed ? new GZIPInputStream(plain) : plain) {
            byte[] start = lines.readNBytes(LS_REFS.length() + 4);
            return new String(start, StandardCharsets.ISO_8859_1).endsWith(LS_REFS);
        }
    }

    private static Response noRefs(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("")
                .header("Content-Type", RESULT)
                .body(ResponseBody.create(NO_REFS, MediaType.get(RESULT)))
                .build();
    }
}
