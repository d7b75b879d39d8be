package dev.flakelock.fetcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flakelock.fetcher.testing.LockingWorld.Subject;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** What goes wrong with the answer to a request, and what has to come of it. */
@SuppressWarnings("ImmutableEnumChecker") // the changes are lambdas over nothing but their argument
public enum Fault {
    STATUS_400(answer -> status(answer, 400)),
    STATUS_401(answer -> status(answer, 401)),
    STATUS_403(answer -> status(answer, 403)),
    STATUS_404(answer -> status(answer, 404)),
    STATUS_408(answer -> status(answer, 408), Outcome.FAILS_IN_THE_END),
    STATUS_410(answer -> status(answer, 410)),
    STATUS_422(answer -> status(answer, 422)),
    STATUS_429(answer -> status(answer, 429), Outcome.FAILS_IN_THE_END),
    STATUS_500(answer -> status(answer, 500), Outcome.FAILS_IN_THE_END),
    STATUS_501(answer -> status(answer, 501)),
    STATUS_502(answer -> status(answer, 502), Outcome.FAILS_IN_THE_END),
    STATUS_503(answer -> status(answer, 503), Outcome.FAILS_IN_THE_END),
    STATUS_504(answer -> status(answer, 504), Outcome.FAILS_IN_THE_END),
    RATE_LIMIT(answer -> status(answer, 403)
            .newBuilder()
            .header("x-ratelimit-limit", "60")
            .header("x-ratelimit-remaining", "0")
            .header("x-ratelimit-reset", "4000000000")
            .build()),
    CONNECTION_REFUSED(answer -> fail(new ConnectException("refused")), Outcome.FAILS_IN_THE_END),
    CONNECTION_CUT(answer -> fail(new EOFException("\\n not found")), Outcome.FAILS_IN_THE_END),
    NO_ANSWER(answer -> fail(new SocketTimeoutException("timeout")), Outcome.FAILS_IN_THE_END),
    NO_SUCH_HOST(answer -> fail(new UnknownHostException("h")), Outcome.FAILS_IN_THE_END),
    WRONG_CERTIFICATE(answer -> fail(new SSLPeerUnverifiedException("other host")), Outcome.FAILS_IN_THE_END),
    UNTRUSTED_CERTIFICATE(answer -> fail(new SSLHandshakeException("no trust")), Outcome.FAILS_IN_THE_END),
    BODY_CUT(answer -> breaksOff(answer, new ProtocolException("unexpected end of stream")), Outcome.FAILS_IN_BODY),
    BODY_STALLS(answer -> breaksOff(answer, new SocketTimeoutException("timeout")), Outcome.FAILS_IN_BODY),
    TRUNCATED(answer -> body(answer, half(answer))),
    DAMAGED(Fault::damaged),
    EMPTY(answer -> body(answer, new byte[0])),
    A_PAGE(answer -> body(answer, "<html>please log in</html>".getBytes(UTF_8))),
    ENDLESS(Fault::endless),
    DRIP(Fault::drip, Outcome.GOOD),
    WRONG_TYPE(answer -> answer.newBuilder().header("Content-Type", "text/html").build(), Outcome.GOOD),
    REDIRECT_LOOP(answer -> redirect(answer, answer.request().url().toString())),
    REDIRECT_TO_NOWHERE(answer -> redirect(answer, "https://nowhere.example/")),
    REDIRECT_TO_ANOTHER_HOST(answer -> redirect(answer, FaultyInternet.elsewhere("https", answer)), Outcome.GOOD),
    REDIRECT_TO_HTTP(answer -> redirect(answer, FaultyInternet.elsewhere("http", answer)), Outcome.GOOD);

    /** How often a request is tried in the worlds of these tests. */
    public static final int ATTEMPTS = 3;

    private static final byte[] ZEROS = new byte[4096];

    /** What comes of it. */
    public enum Outcome {
        GOOD,
        FAILS_AT_ONCE,
        FAILS_IN_THE_END,
        /** As often as possible where the body is held in memory, once where it was on its way to a hasher. */
        FAILS_IN_BODY
    }

    /** Changes a good answer. */
    interface Change {
        Response of(Response good) throws IOException;
    }

    private final Change change;
    private final Outcome outcome;

    Fault(Change change) {
        this(change, Outcome.FAILS_AT_ONCE);
    }

    Fault(Change change, Outcome outcome) {
        this.change = change;
        this.outcome = outcome;
    }

    /** Whether it is one for this kind of request: any bytes are a file, and none at all are an archive. */
    public boolean concerns(Subject subject) {
        boolean wrongBytes = this == TRUNCATED || this == DAMAGED || this == EMPTY || this == A_PAGE;
        boolean emptyTree = this == EMPTY && !subject.isSmall();
        return !(wrongBytes && subject == Subject.FILE) && !emptyTree;
    }

    /** What has to come of it. */
    public Outcome outcome(Subject subject) {
        if (this == ENDLESS && (subject.isArchive() || subject == Subject.GIT_COMMIT)) {
            // Its end says that nothing more belongs to it, and nothing more is read.
            return Outcome.GOOD;
        }
        return subject.isGit() ? gitOutcome(subject) : outcome;
    }

    /**
     * As git has it: the type of an answer counts; only the first request follows a redirect, and
     * not one that gives up encryption.
     */
    private Outcome gitOutcome(Subject subject) {
        boolean elsewhere = this == REDIRECT_TO_ANOTHER_HOST && subject == Subject.GIT_ADVERTISEMENT;
        return this == DRIP || elsewhere ? Outcome.GOOD : Outcome.FAILS_AT_ONCE;
    }

    /** How many requests are struck. */
    public int requests(Subject subject) {
        return subject.isGit() ? gitRequests(subject) : otherRequests(subject);
    }

    /**
     * What does not get through is tried as often as anywhere; what is answered is not asked again. Of a good server
     * there are two commits to be had, one with its tree and one with its history.
     */
    private int gitRequests(Subject subject) {
        if (outcome == Outcome.FAILS_IN_THE_END) {
            return ATTEMPTS;
        }
        // JGit looks whether a password that was refused is needed at all.
        boolean again = this == STATUS_401 && subject == Subject.GIT_COMMIT;
        boolean both = outcome(subject) == Outcome.GOOD && subject == Subject.GIT_COMMIT;
        return again || both ? 2 : 1;
    }

    private int otherRequests(Subject subject) {
        return switch (outcome(subject)) {
            case GOOD -> 1;
            case FAILS_AT_ONCE -> this == REDIRECT_LOOP ? subject.redirects() : 1;
            case FAILS_IN_THE_END -> ATTEMPTS;
            case FAILS_IN_BODY -> subject.isSmall() ? ATTEMPTS : 1;
        };
    }

    Response strike(Response good) throws IOException {
        return change.of(good);
    }

    private static Response status(Response good, int code) {
        return body(good, "{}".getBytes(UTF_8)).newBuilder().code(code).build();
    }

    private static Response fail(IOException failure) throws IOException {
        throw failure;
    }

    private static Response body(Response good, byte[] bytes) {
        return FaultyInternet.withBody(good, new Buffer().write(bytes), bytes.length);
    }

    private static byte[] half(Response good) throws IOException {
        byte[] all = FaultyInternet.bytes(good);
        return Arrays.copyOf(all, all.length / 2);
    }

    private static Response damaged(Response good) throws IOException {
        byte[] all = FaultyInternet.bytes(good);
        for (int i = all.length / 3; i < all.length; i++) {
            all[i] ^= 0x55;
        }
        all[0] ^= 0x55;
        return body(good, all);
    }

    private static Response breaksOff(Response good, IOException failure) throws IOException {
        Source half = new Buffer().write(half(good));
        Source broken = new ForwardingSource(half) {
            @Override
            public long read(Buffer sink, long count) throws IOException {
                long read = super.read(sink, count);
                if (read < 0) {
                    throw failure;
                }
                return read;
            }
        };
        return FaultyInternet.withBody(good, Okio.buffer(broken), FaultyInternet.bytes(good).length);
    }

    /** What comes behind the good answer comes without end. */
    private static Response endless(Response good) throws IOException {
        Buffer all = new Buffer().write(FaultyInternet.bytes(good));
        Source endless = new ForwardingSource(all) {
            @Override
            public long read(Buffer sink, long count) throws IOException {
                long read = super.read(sink, count);
                if (read < 0) {
                    sink.write(ZEROS);
                }
                return read < 0 ? ZEROS.length : read;
            }
        };
        return FaultyInternet.withBody(good, Okio.buffer(endless), -1);
    }

    private static Response drip(Response good) throws IOException {
        byte[] all = FaultyInternet.bytes(good);
        Source drops = new ForwardingSource(new Buffer().write(all)) {
            @Override
            public long read(Buffer sink, long count) throws IOException {
                return super.read(sink, Math.min(count, 7));
            }
        };
        return FaultyInternet.withBody(good, Okio.buffer(drops), all.length);
    }

    private static Response redirect(Response good, String location) {
        Request request = good.request();
        return body(good, new byte[0])
                .newBuilder()
                .request(request)
                .code(302)
                .header("Location", location)
                .build();
    }
}
