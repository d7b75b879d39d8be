package dev.flakelock.fetcher.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Answers requests to any host without a network, and writes them down. Strict: an unknown URL is a 404. */
public final class FakeInternet implements Interceptor {

    /** What a host answers. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public static Answer ok(byte[] body) {
            return new Answer(200, Map.of(), body);
        }

        public static Answer ok(String body) {
            return ok(body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answer status(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        public Answer with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }
    }

    private final Map<String, Function<Request, Answer>> answers = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    /** From now on this URL is answered like this. */
    public FakeInternet at(String url, Answer answer) {
        return at(url, request -> answer);
    }

    /** From now on this URL is answered by this. */
    public synchronized FakeInternet at(String url, Function<Request, Answer> answer) {
        answers.put(url, answer);
        return this;
    }

    /** A client that sees nothing but this internet. */
    public OkHttpClient client() {
        return new OkHttpClient.Builder().addInterceptor(this).build();
    }

    /** The URLs asked for since the last call. */
    public synchronized List<String> takeUrls() {
        return takeRequests().stream().map(request -> request.url().toString()).toList();
    }

    /** The requests since the last call. */
    public synchronized List<Request> takeRequests() {
        List<Request> all = List.copyOf(requests);
        requests.clear();
        return all;
    }

    @Override
    public synchronized Response intercept(Chain chain) {
        Request request = chain.request();
        requests.add(request);
        Answer answer = answers.getOrDefault(request.url().toString(), other -> Answer.status(404))
                .apply(request);
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message("")
                .headers(Headers.of(answer.headers()))
                .body(ResponseBody.create(answer.body(), MediaType.get("application/octet-stream")))
                .build();
    }
}
