package dev.flakelock.fetcher.git;

import dev.flakelock.fetcher.disk.SeenRefs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * What a server said within the last minute about itself and its refs, so that it is asked once for all inputs of a
 * run; and what it said within the last day about what it can do. JGit asks again for each fetch, and for refs even where only a known commit is wanted. Thread-safe.
 */
final class RepeatedAnswers {

    private static final String LS_REFS = "command=ls-refs";
    private static final String RESULT = "application/x-git-upload-pack-result";
    private static final byte[] NO_REFS = "0000".getBytes(StandardCharsets.US_ASCII);
    private static final Duration COUNTS_FOR = Duration.ofMinutes(1);
    private static final long LONGEST = 256L << 20;
    private static final int UNAUTHORIZED = 401;
    private static final String CAPABILITIES = "capabilities ";
    private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";
    private static final Pattern VERSION_2 = Pattern.compile("(001e# service=git-upload-pack\n0000)?000eversion 2\n");
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final int MOST_KEPT = 10_000;

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
    private final RemoteCopy copy;
    private volatile @Nullable String recalled;

    /**
     * Answers that are still to be heard.
     *
     * @param copy where it is kept between runs what the server can do
     */
    RepeatedAnswers(InstantSource clock, RemoteCopy copy) {
        this.clock = clock;
        this.copy = copy;
    }

    /** Forgets what a server could do in an earlier run; returns whether that was made use of. */
    boolean forget() {
        String used = recalled;
        recalled = null;
        if (used != null) {
            heard.clear();
            try {
                copy.refs().remove(used);
            } catch (IOException e) {
                // It is found out to be wrong once more.
                return true;
            }
        }
        return used != null;
    }

    /**
     * The answer to a request, heard before if it is one of those that stay the same.
     *
     * @param body what the request sends
     * @param wantsRefs whether anybody wants to know of refs; if not, the server is not asked for them
     * @param maxBytes the longest answer to accept
     */
    Response answer(Request request, byte[] body, boolean wantsRefs, long maxBytes, Sender sender) throws IOException {
        boolean aboutRefs = isAboutRefs(body);
        if (aboutRefs && !wantsRefs) {
            return success(request, RESULT, NO_REFS);
        }
        if (!aboutRefs && !request.method().equals("GET")) {
            return sender.send(request);
        }
        String key = request.method() + " " + request.url() + "\n" + request.header("Authorization") + "\n"
                + new String(body, StandardCharsets.ISO_8859_1);
        Heard known = heard.get(key);
        if (known == null || known.time().plus(COUNTS_FOR).isBefore(clock.instant())) {
            boolean capabilities = request.method().equals("GET");
            Optional<Heard> before = capabilities ? recall(request) : Optional.empty();
            known = before.isPresent() ? before.get() : hear(sender.send(request), Math.min(LONGEST, maxBytes));
            if (known.head().code() < 400 || known.head().code() == UNAUTHORIZED) {
                heard.put(key, known);
            }
            if (capabilities && before.isEmpty()) {
                keep(known);
            }
        }
        return known.again();
    }

    /** What the server could do in an earlier run: of protocol version 2 it says that without a word about refs. */
    private Optional<Heard> recall(Request request) {
        String name = CAPABILITIES + RemoteCopy.nameOf(request.url().toString());
        Optional<SeenRefs.Seen> seen = copy.seen(name);
        if (seen.isEmpty() || !seen.get().isFresh(KEPT_FOR, clock.instant())) {
            return Optional.empty();
        }
        try {
            byte[] body = Base64.getDecoder().decode(seen.get().value());
            recalled = name;
            return Optional.of(new Heard(success(request, ADVERTISEMENT, body), body, clock.instant()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void keep(Heard known) {
        String start = new String(known.body(), 0, Math.min(known.body().length, 100), StandardCharsets.ISO_8859_1);
        if (known.head().code() == 200
                && known.body().length < MOST_KEPT
                && VERSION_2.matcher(start).lookingAt()) {
            String name = CAPABILITIES
                    + RemoteCopy.nameOf(known.head().request().url().toString());
            try {
                copy.refs().put(name, Base64.getEncoder().encodeToString(known.body()), clock.instant());
            } catch (IOException e) {
                // It will be asked for again.
                return;
            }
        }
    }

    private Heard hear(Response response, long maxBytes) throws IOException {
        try (InputStream body = new BoundedAnswer(response.body().byteStream(), maxBytes, bytes -> {})) {
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

    private static Response success(Request request, String type, byte[] body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("")
                .header("Content-Type", type)
                .body(ResponseBody.create(body, MediaType.get(type)))
                .build();
    }
}
