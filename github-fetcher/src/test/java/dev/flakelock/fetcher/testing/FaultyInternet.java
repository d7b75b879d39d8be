package dev.flakelock.fetcher.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Files at URLs, some of the requests for which go wrong; counts what was struck and which bodies are still open. */
public final class FaultyInternet implements Interceptor {

    /** The hosts that may see a token, each its own. */
    public static final Set<String> FORGES = Set.of("api.github.com", "github.com", "gitlab.com", "git.sr.ht");

    private static final String ELSEWHERE = "elsewhere.example";
    /** What all share, since to load the certificates of this machine takes longer than a world lives. */
    private static final OkHttpClient BASE = new OkHttpClient();

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, GitHost> repositories = new ConcurrentHashMap<>();
    private final AtomicInteger struck = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final List<Request> requests = new ArrayList<>();
    private Predicate<Request> target = request -> false;
    private @Nullable Fault fault;

    /** From now on this is at a URL. */
    public void put(String url, byte[] contents) {
        files.put(HttpUrl.get(url).toString(), contents);
    }

    /** From now on this repository is at a URL. */
    public void put(String url, GitHost host) {
        repositories.put(url, host);
    }

    /** From now on this happens to these requests. */
    public synchronized void strike(Predicate<Request> requests, Fault what) {
        target = requests;
        fault = what;
        struck.set(0);
    }

    /** Lets everything be good again. */
    public synchronized void heal() {
        fault = null;
    }

    /** Forgets all files, and all requests there were. */
    public synchronized void clear() {
        files.clear();
        repositories.clear();
        requests.clear();
    }

    /** How many requests went wrong. */
    public int struck() {
        return struck.get();
    }

    /** How many bodies were handed out and not closed. */
    public int openBodies() {
        return open.get();
    }

    /** The hosts of the requests in which this stood. */
    public synchronized Set<String> hostsThatSaw(String secret) {
        Set<String> hosts = new HashSet<>();
        for (Request request : requests) {
            if (request.headers().toString().contains(secret)
                    || request.headers().toMultimap().toString().contains(secret)) {
                hosts.add(request.url().host());
            }
        }
        return hosts;
    }

    /** A client that sees nothing but this. */
    public OkHttpClient client() {
        return BASE.newBuilder().addInterceptor(this).build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        @Nullable Fault now;
        synchronized (this) {
            requests.add(request);
            now = target.test(request) ? fault : null;
        }
        Response answer = good(request);
        if (now != null) {
            struck.incrementAndGet();
            answer = now.strike(answer);
        }
        return counted(answer);
    }

    private Response good(Request request) throws IOException {
        String wanted = request.url().toString().replaceFirst("^https?://" + ELSEWHERE + "/", "https://");
        GitHost host = repositories.get(wanted.replaceFirst("/(info/refs\\?service=)?git-upload-pack$", ""));
        byte[] contents = host == null ? files.get(wanted) : host.answer(request);
        Response.Builder answer = new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .message("")
                .code(contents == null ? 404 : 200);
        byte[] body = contents == null ? new byte[0] : contents;
        if (host != null) {
            answer.header("Content-Type", GitHost.contentType(request));
        }
        return withBody(
                answer.body(ResponseBody.create(body, MediaType.get("application/octet-stream")))
                        .build(),
                new Buffer().write(body),
                body.length);
    }

    /** A place on another host where the same is. */
    static String elsewhere(String scheme, Response answer) {
        return answer.request().url().toString().replaceFirst("^https://", scheme + "://" + ELSEWHERE + "/");
    }

    static byte[] bytes(Response answer) throws IOException {
        return answer.peekBody(Long.MAX_VALUE).bytes();
    }

    static Response withBody(Response answer, BufferedSource body, long length) {
        return answer.newBuilder()
                .body(ResponseBody.create(body, MediaType.get("application/octet-stream"), length))
                .build();
    }

    private Response counted(Response answer) {
        open.incrementAndGet();
        Source counting = new ForwardingSource(answer.body().source()) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    open.decrementAndGet();
                }
                super.close();
            }
        };
        return withBody(answer, Okio.buffer(counting), answer.body().contentLength());
    }
}
