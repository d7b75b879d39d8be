package dev.flakelock.fetcher.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * What a server said in the course of one conversation about itself and its refs, so that it is asked once. JGit asks
 * again for each fetch, and for refs even where only a known commit is wanted. Used by one thread.
 */
final class RepeatedAnswers {

    private static final String LS_REFS = "command=ls-refs";
    private static final String RESULT = "application/x-git-upload-pack-result";
    private static final byte[] NO_REFS = "0000".getBytes(StandardCharsets.US_ASCII);

    /** Sends a request. */
    @FunctionalInterface
    interface Sender {
        Response send(Request request) throws IOException;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Heard(Response head, byte[] body) {

        Response again() {
            return head.newBuilder()
                    .body(ResponseBody.create(body, head.body().contentType()))
                    .build();
        }
    }

    private final Map<String, Heard> heard = new HashMap<>();

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
        if (known == null) {
            Response response = sender.send(request);
            known = new Heard(response, response.body().bytes());
            heard.put(key, known);
        }
        return known.again();
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
