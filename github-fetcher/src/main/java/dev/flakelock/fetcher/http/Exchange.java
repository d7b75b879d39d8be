package dev.flakelock.fetcher.http;

import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.text.SafeUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One attempt: a request, the redirects that it leads to, and the headers of the last answer. Used once. */
final class Exchange {

    private static final int MAX_REDIRECTS = 10;
    private static final Pattern HAS_HOST = Pattern.compile("https?://[^/?#\\\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern EMPTY_HOST = Pattern.compile("(https?:)?//([/?#\\\\]|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IMMUTABLE = Pattern.compile("<([^>]*)>; rel=\"immutable\"", Pattern.CASE_INSENSITIVE);

    private final HttpTransport.Machinery machinery;
    private final HttpRequest request;
    private final long offset;
    private final FetchContext context;
    private final Failures failures;
    private final List<String> urls = new ArrayList<>();
    private @Nullable String immutableUrl;
    private FetchContext.@Nullable Registration registration;

    Exchange(
            HttpTransport.Machinery machinery,
            HttpRequest request,
            long offset,
            FetchContext context,
            Failures failures) {
        this.machinery = machinery;
        this.request = request;
        this.offset = offset;
        this.context = context;
        this.failures = failures;
    }

    /** Sends the request; the answer is a success. */
    Opened run() throws HttpFailure {
        machinery.slots().acquire(context);
        boolean done = false;
        try {
            Opened opened = follow();
            done = true;
            return opened;
        } finally {
            if (!done) {
                closeRegistration();
                machinery.slots().release();
            }
        }
    }

    private Opened follow() throws HttpFailure {
        HttpUrl first = parse(request.url());
        urls.add(request.url());
        HttpUrl url = first;
        boolean trusted = true;
        for (int redirects = 0; ; redirects++) {
            Response response = send(url, trusted);
            boolean handedOver = false;
            try {
                noteLinks(response);
                String location = response.header("Location");
                if (response.code() / 100 != 3 || response.code() == 304 || location == null) {
                    Opened opened = open(response);
                    handedOver = true;
                    return opened;
                }
                if (request.posted() != null) {
                    throw failures.badRedirect(response.code());
                }
                if (redirects == MAX_REDIRECTS) {
                    throw failures.tooManyRedirects(response.code());
                }
                url = target(response, url, location);
                urls.add(url.toString());
                trusted = trusted && sameOrigin(first, url);
            } finally {
                if (!handedOver) {
                    response.close();
                }
            }
        }
    }

    private HttpUrl parse(String url) throws HttpFailure {
        // OkHttp passes over empty hosts and takes what follows for the host, which must not see our tokens.
        HttpUrl parsed = HAS_HOST.matcher(url).lookingAt() ? HttpUrl.parse(url) : null;
        if (parsed == null) {
            throw failures.badUrl();
        }
        return parsed;
    }

    private HttpUrl target(Response response, HttpUrl from, String location) throws HttpFailure {
        HttpUrl target = EMPTY_HOST.matcher(location).lookingAt() ? null : from.resolve(location);
        if (target == null) {
            throw failures.badRedirect(response.code());
        }
        return target;
    }

    private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }

    private Response send(HttpUrl url, boolean trusted) throws HttpFailure {
        try {
            closeRegistration();
            OkHttpClient client = machinery.client();
            Call call = client.newCall(build(url, trusted));
            registration = context.onCancel(call::cancel);
            Response response = RawStatus.restore(call.execute());
            context.detail(call.request().method() + " " + SafeUrl.of(url.toString()) + ": " + response.code());
            return response;
        } catch (IOException e) {
            throw failures.network(e, url);
        } catch (IllegalArgumentException e) {
            // A token or URL that is no legal header or host. The reason may hold the secret, so it is not shown.
            throw failures.badUrl();
        }
    }

    private Request build(HttpUrl url, boolean trusted) {
        Request.Builder builder = new Request.Builder().url(url);
        builder.header("User-Agent", machinery.options().userAgent());
        builder.header("Accept", "*/*");
        if (offset > 0) {
            builder.header("Range", "bytes=" + offset + "-");
        } else {
            builder.header("Accept-Encoding", ContentCoding.ACCEPTED);
        }
        if (request.etag() != null && !request.etag().isEmpty()) {
            builder.header("If-None-Match", request.etag());
        }
        authorization(url).ifPresent(value -> builder.header("Authorization", value));
        if (trusted) {
            for (Map.Entry<String, String> header : request.credentials().entrySet()) {
                builder.header(header.getKey(), header.getValue());
            }
        }
        HttpRequest.Posted posted = request.posted();
        if (posted != null) {
            posted.headers().forEach(builder::header);
            builder.post(
                    RequestBody.create(posted.text().getBytes(StandardCharsets.UTF_8), MediaType.get(posted.type())));
        }
        return builder.build();
    }

    private Optional<String> authorization(HttpUrl url) {
        Optional<String> known = url.password().isEmpty()
                ? machinery.hostCredentials().authorization(url.host(), url.username())
                : Optional.empty();
        boolean named = !url.username().isEmpty() || !url.password().isEmpty();
        return known.isEmpty() && named ? Optional.of(HostCredentials.basic(url.username(), url.password())) : known;
    }

    private void noteLinks(Response response) {
        for (String name : response.headers().names()) {
            if (name.equalsIgnoreCase("Link") || name.equalsIgnoreCase("x-amz-meta-link")) {
                for (String value : response.headers(name)) {
                    Matcher link = IMMUTABLE.matcher(value.strip());
                    if (link.matches()) {
                        immutableUrl = link.group(1);
                    }
                }
            }
        }
    }

    private Opened open(Response response) throws HttpFailure {
        int status = response.code();
        List<String> codings = ContentCoding.parse(response.headers("Content-Encoding"));
        boolean readable = ContentCoding.canDecode(codings);
        if (!RetryPolicy.isSuccess(status)) {
            throw failures.status(response, readable ? errorBody(response, codings) : null);
        }
        if (!readable) {
            throw failures.badCoding(status);
        }
        if (offset > 0) {
            checkRange(response);
        }
        FetchContext.Registration cancels = Objects.requireNonNull(registration);
        return new Opened(
                response,
                List.copyOf(urls),
                immutableUrl,
                new LazyDecoder(body(response), codings),
                !codings.isEmpty(),
                cancels,
                machinery.slots());
    }

    private InputStream body(Response response) {
        long limit = machinery.options().maxBytes();
        return new NetworkBody(response.body().byteStream(), failures, response.code(), limit);
    }

    private String errorBody(Response response, List<String> codings) {
        try (InputStream body = ContentCoding.decode(body(response), codings)) {
            return Failures.textOf(body);
        } catch (IOException e) {
            return "";
        }
    }

    private void checkRange(Response response) throws HttpFailure {
        String range = response.header("Content-Range");
        if (response.code() != 206 || (range != null && !range.startsWith("bytes " + offset + "-"))) {
            throw failures.badRange(response.code());
        }
    }

    private void closeRegistration() {
        if (registration != null) {
            registration.close();
            registration = null;
        }
    }
}
