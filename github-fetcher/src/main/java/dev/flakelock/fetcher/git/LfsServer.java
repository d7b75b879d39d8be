package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import dev.flakelock.fetcher.disk.EvictionLimits;
import dev.flakelock.fetcher.disk.FileEviction;
import dev.flakelock.fetcher.disk.PrivateDirectory;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Gets files from a Git LFS server by its batch API, and keeps them by their hashes. */
final class LfsServer implements LfsFiles {

    private static final EvictionLimits LIMITS = EvictionLimits.ofCopies(4L << 30);
    private static final int BUFFER = 64 * 1024;
    private static final int UNAUTHORIZED = 401;
    private static final String MEDIA_TYPE = "application/vnd.git-lfs+json";

    private final Set<String> paths;
    private final String url;
    private final GitSetup setup;
    private final FetchContext context;
    private final Traffic traffic;
    private @Nullable LfsEndpoint endpoint;

    /**
     * The server of a repository.
     *
     * @param paths the files that git's attributes keep outside
     * @param url the URL of the repository
     */
    LfsServer(Set<String> paths, String url, GitSetup setup, FetchContext context) {
        this.paths = Set.copyOf(paths);
        this.url = url;
        this.setup = setup;
        this.context = context;
        this.traffic = new Traffic(context);
    }

    @Override
    public Optional<Stored> behind(String path, byte[] blob) throws FlakeException {
        if (!paths.contains(path)) {
            return Optional.empty();
        }
        Optional<LfsPointer> pointer = LfsPointer.parse(blob);
        if (pointer.isEmpty()) {
            context.warn("Skip git-lfs, file '" + path + "' is not a valid pointer");
            return Optional.empty();
        }
        Path place = directory()
                .resolve(pointer.get().oid().substring(0, 2))
                .resolve(pointer.get().oid());
        try {
            if (Files.exists(place)) {
                FileEviction.noteUse(place, setup.clock().instant());
            } else {
                downloadInTurn(pointer.get(), place);
            }
        } catch (IOException | JsonSyntaxException | HttpFailure e) {
            throw new FlakeException("fetching LFS file '" + path + "' of '" + url + "': " + e.getMessage(), e);
        }
        return Optional.of(new Stored(place, pointer.get().size()));
    }

    private Path directory() {
        return setup.cacheDirectory().resolve("lfs");
    }

    @SuppressWarnings("try") // the turn is only held
    private void downloadInTurn(LfsPointer pointer, Path place)
            throws IOException, JsonSyntaxException, FlakeException {
        try (HttpTransport.Place turn = setup.http().enter(context)) {
            download(pointer, place);
        }
    }

    private void download(LfsPointer pointer, Path place) throws IOException, JsonSyntaxException, HttpFailure {
        LfsEndpoint server = endpoint();
        JsonValue.Obj action = action(server, pointer);
        Request.Builder request = new Request.Builder().url(text(action, "href"));
        LfsEndpoint.texts(action.get("header")).forEach(request::header);
        Path directory = Objects.requireNonNull(place.getParent());
        PrivateDirectory.create(directory);
        Path beside = Files.createTempFile(directory, FileEviction.TEMPORARY, "");
        try (Response response = call(server, request.build())) {
            requireSuccess(response);
            store(new BoundedAnswer(response.body().byteStream(), Long.MAX_VALUE, traffic::received), beside, pointer);
            Files.setLastModifiedTime(beside, FileTime.from(setup.clock().instant()));
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        new FileEviction(directory(), LIMITS, setup.clock()).runDaily();
    }

    private synchronized LfsEndpoint endpoint() throws IOException, JsonSyntaxException {
        LfsEndpoint known = endpoint;
        if (known == null) {
            known = LfsEndpoint.of(url, setup, traffic);
            endpoint = known;
        }
        return known;
    }

    private static void store(InputStream body, Path file, LfsPointer pointer) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            copyUpTo(pointer.size() + 1, body, out);
        }
        String oid = HexFormat.of().formatHex(digest.digest());
        if (Files.size(file) != pointer.size() || !oid.equals(pointer.oid())) {
            throw new IOException("hash or size mismatch, expected sha256:" + pointer.oid() + " of " + pointer.size()
                    + " bytes but got sha256:" + oid + " of " + Files.size(file) + " bytes");
        }
    }

    /** A server that sends more than it should need not be listened to to the end. */
    private static void copyUpTo(long limit, InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = limit;
        for (int n = 0; n >= 0 && left > 0; left -= n) {
            n = from.read(buffer, 0, (int) Math.min(buffer.length, left));
            to.write(buffer, 0, Math.max(0, n));
        }
    }

    private JsonValue.Obj action(LfsEndpoint server, LfsPointer pointer)
            throws IOException, JsonSyntaxException, HttpFailure {
        JsonValue answer = JsonReader.read(ask(server, question(pointer)));
        JsonValue object = answer instanceof JsonValue.Obj all
                        && all.get("objects") instanceof JsonValue.Array objects
                        && !objects.items().isEmpty()
                ? objects.items().get(0)
                : answer;
        if (object instanceof JsonValue.Obj found
                && found.get("actions") instanceof JsonValue.Obj actions
                && actions.get("download") instanceof JsonValue.Obj download) {
            return download;
        }
        throw new IOException("the server does not offer sha256:" + pointer.oid());
    }

    /** Asks with what is known of credentials, and if that is not enough, with what git's helpers know. */
    private byte[] ask(LfsEndpoint server, byte[] question) throws IOException, HttpFailure {
        try (Response response = call(server, batch(server, question))) {
            if (response.code() != UNAUTHORIZED) {
                requireSuccess(response);
                return response.body().bytes();
            }
        }
        Optional<LfsEndpoint> helped = server.withHelp();
        LfsEndpoint again = helped.orElse(server);
        try (Response response = call(again, batch(again, question))) {
            requireSuccess(response);
            remember(again);
            return response.body().bytes();
        }
    }

    private synchronized void remember(LfsEndpoint known) {
        endpoint = known;
    }

    private static Request batch(LfsEndpoint server, byte[] question) {
        Request.Builder request = new Request.Builder()
                .url(server.url().newBuilder().addPathSegments("objects/batch").build())
                .header("Accept", MEDIA_TYPE)
                .post(RequestBody.create(question, MediaType.get(MEDIA_TYPE)));
        server.headers().forEach(request::header);
        return request.build();
    }

    private static byte[] question(LfsPointer pointer) {
        JsonValue object = JsonValue.Obj.of(
                Map.of("oid", new JsonValue.Text(pointer.oid()), "size", new JsonValue.Int(pointer.size())));
        JsonValue question = JsonValue.Obj.of(
                Map.of("operation", new JsonValue.Text("download"), "objects", new JsonValue.Array(List.of(object))));
        return JsonWriter.compact(question).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("try") // the registration is only held
    private Response call(LfsEndpoint server, Request request) throws IOException, HttpFailure {
        OkHttpClient client = setup.http()
                .client(server.settings().variation(new URIish(request.url().url())))
                .newBuilder()
                .followRedirects(true)
                .build();
        AtomicReference<@Nullable Call> current = new AtomicReference<>();
        try (FetchContext.Registration cancelling = context.onCancel(() -> cancel(current.get()))) {
            return setup.http().send(() -> current.updateAndGet(unused -> attempt(client, request)), context);
        }
    }

    private Call attempt(OkHttpClient client, Request request) {
        // Where files lie, the query often is the permission to read them.
        traffic.request(
                request.method(), request.url().newBuilder().query(null).build().toString());
        return client.newCall(request);
    }

    private static void cancel(@Nullable Call call) {
        if (call != null) {
            call.cancel();
        }
    }

    private static void requireSuccess(Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw new IOException("HTTP error " + response.code());
        }
    }

    private static String text(JsonValue.Obj object, String name) throws IOException {
        if (object.get(name) instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new IOException("the server's answer has no '" + name + "'");
    }
}
