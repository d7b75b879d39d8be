package dev.flakelock.fetcher.git;

import dev.flakelock.fetcher.http.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.URL;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange of JGit's over OkHttp, which knows the proxies and certificates. Redirects are left to JGit, which
 * has git's rules about them. Not thread-safe.
 */
final class OkHttpGitConnection implements HttpConnection {

    /**
     * The conversation that an exchange is part of.
     *
     * @param client makes the calls
     * @param http sends requests, as often as that is worth while
     * @param answers what was heard in the conversation
     * @param wantsRefs whether the server is to be asked for refs
     * @param traffic takes note of requests and answers, and hears of attempts that fail
     * @param calls is told of each call when it is made, to be able to cancel it
     * @param responses is told of each answer, to be able to close it: JGit leaves those open that it does not like
     */
    record Conversation(
            OkHttpClient client,
            GitSetup.HttpSource http,
            RepeatedAnswers answers,
            boolean wantsRefs,
            Traffic traffic,
            Consumer<Call> calls,
            Consumer<Response> responses) {}

    private final Conversation conversation;
    private final URL url;
    private final Request.Builder request = new Request.Builder();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private OkHttpClient client;
    private String method = "GET";
    private @Nullable String contentType;
    private @Nullable Response response;

    /** An exchange at this URL. */
    OkHttpGitConnection(Conversation conversation, URL url) {
        this.conversation = conversation;
        this.client = conversation.client();
        this.url = url;
        this.request.url(url);
    }

    private Response response() throws IOException {
        if (response == null) {
            RequestBody sent = method.equals("POST") ? RequestBody.create(body.toByteArray(), null) : null;
            if (contentType != null) {
                request.header("Content-Type", contentType);
            }
            Request built = request.method(method, sent).build();
            response = answer(built);
        }
        return response;
    }

    private Response answer(Request built) throws IOException {
        try {
            return conversation
                    .answers()
                    .answer(
                            built,
                            body.toByteArray(),
                            conversation.wantsRefs(),
                            conversation.http().maxBytes(),
                            this::send);
        } catch (SocketException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw decided(e);
        }
    }

    /** A failure in a form in which JGit does not take it for a failed log-in and send the request again. */
    private static SocketException decided(IOException cause) {
        SocketException failure = new SocketException(cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    private Response send(Request built) throws IOException {
        try {
            Response received = conversation
                    .http()
                    .send(() -> call(built), conversation.traffic().context());
            conversation.responses().accept(received);
            return received;
        } catch (HttpFailure e) {
            throw e.asStreamError();
        }
    }

    private Call call(Request built) {
        Call call = client.newCall(built);
        conversation.calls().accept(call);
        conversation.traffic().request(built.method(), built.url().toString());
        return call;
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().code();
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public String getResponseMessage() throws IOException {
        return response().message();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return response == null ? Map.of() : response.headers().toMultimap();
    }

    @Override
    public void setRequestProperty(String key, String value) {
        if (key.equalsIgnoreCase("Content-Type")) {
            contentType = value;
        } else {
            request.header(key, value);
        }
    }

    @Override
    public void setRequestMethod(String name) {
        method = name;
    }

    @Override
    public void setUseCaches(boolean usecaches) {
        // There is no cache.
    }

    @Override
    public void setConnectTimeout(int timeout) {
        // The client has its own.
    }

    @Override
    public void setReadTimeout(int timeout) {
        // The client has its own.
    }

    @Override
    public @Nullable String getContentType() {
        return getHeaderField("Content-Type");
    }

    @Override
    public InputStream getInputStream() throws IOException {
        ResponseBody received = response().body();
        return new BoundedAnswer(
                received.byteStream(), conversation.http().maxBytes(), conversation.traffic()::received);
    }

    @Override
    @SuppressWarnings("NullAway") // JGit is not annotated; null means that there is no such header.
    public @Nullable String getHeaderField(String name) {
        return response == null ? null : response.header(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return response == null ? List.of() : response.headers(name);
    }

    @Override
    public int getContentLength() {
        String length = getHeaderField("Content-Length");
        try {
            return length == null ? -1 : Integer.parseInt(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void setInstanceFollowRedirects(boolean followRedirects) {
        // The client does not follow them.
    }

    @Override
    public void setDoOutput(boolean dooutput) {
        // The method says it.
    }

    @Override
    public void setFixedLengthStreamingMode(int contentLength) {
        // What is sent is small and held in memory.
    }

    @Override
    public OutputStream getOutputStream() {
        return body;
    }

    @Override
    public void setChunkedStreamingMode(int chunklen) {
        // What is sent is small and held in memory.
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    /** Called by JGit when the user's git configuration switches the check of certificates off. */
    @Override
    public void configure(KeyManager[] km, TrustManager[] tm, SecureRandom random)
            throws NoSuchAlgorithmException, KeyManagementException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(km, tm, random);
        for (TrustManager manager : tm) {
            if (manager instanceof X509TrustManager trust) {
                client = client.newBuilder()
                        .sslSocketFactory(tls.getSocketFactory(), trust)
                        .build();
            }
        }
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier hostnameverifier) {
        client = client.newBuilder().hostnameVerifier(hostnameverifier).build();
    }
}
