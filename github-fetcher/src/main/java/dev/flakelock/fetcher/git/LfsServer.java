package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Netrc;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Gets files from a Git LFS server by its batch API, and keeps them by their hashes. */
final class LfsServer implements LfsFiles {

    private static final String MEDIA_TYPE = "application/vnd.git-lfs+json";

    private final Set<String> paths;
    private final String url;
    private final GitSetup setup;
    private final FetchContext context;

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
        Path place = setup.cacheDirectory()
                .resolve("lfs")
                .resolve(pointer.get().oid().substring(0, 2))
                .resolve(pointer.get().oid());
        try {
            if (!Files.exists(place)) {
                download(pointer.get(), place);
            }
        } catch (IOException | JsonSyntaxException e) {
            throw new FlakeException("fetching LFS file '" + path + "' of '" + url + "': " + e.getMessage(), e);
        }
        return Optional.of(new Stored(place, pointer.get().size()));
    }

    private void download(LfsPointer pointer, Path place) throws IOException, JsonSyntaxException {
        OkHttpClient client =
                setup.http().client().newBuilder().followRedirects(true).build();
        JsonValue.Obj action = action(client, pointer);
        Request.Builder request = new Request.Builder().url(text(action, "href"));
        if (action.get("header") instanceof JsonValue.Obj headers) {
            headers.members().forEach((name, value) -> {
                if (value instanceof JsonValue.Text header) {
                    request.header(name, header.value());
                }
            });
        }
        Files.createDirectories(place.getParent());
        Path beside = Files.createTempFile(place.getParent(), "lfs", ".tmp");
        try (Response response = call(client, request.build())) {
            store(response.body().byteStream(), beside, pointer);
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void store(InputStream body, Path file, LfsPointer pointer) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            body.transferTo(out);
        }
        String oid = HexFormat.of().formatHex(digest.digest());
        if (Files.size(file) != pointer.size() || !oid.equals(pointer.oid())) {
            throw new IOException("hash or size mismatch, expected sha256:" + pointer.oid() + " of " + pointer.size()
                    + " bytes but got sha256:" + oid + " of " + Files.size(file) + " bytes");
        }
    }

    private JsonValue.Obj action(OkHttpClient client, LfsPointer pointer) throws IOException, JsonSyntaxException {
        HttpUrl endpoint = HttpUrl.parse(url.replaceAll("/+$", "") + "/info/lfs/objects/batch");
        if (endpoint == null) {
            throw new IOException("LFS files can be fetched over http and https only");
        }
        Request.Builder request = new Request.Builder()
                .url(endpoint)
                .header("Accept", MEDIA_TYPE)
                .post(RequestBody.create(question(pointer), MediaType.get(MEDIA_TYPE)));
        Netrc.read(setup.settings().environment().home().resolve(".netrc"))
                .credentialsFor(endpoint.host())
                .map(LfsServer::basic)
                .ifPresent(value -> request.header("Authorization", value));
        JsonValue answer;
        try (Response response = call(client, request.build())) {
            answer = JsonReader.read(response.body().bytes());
        }
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

    private static String basic(Credentials credentials) {
        return okhttp3.Credentials.basic(credentials.user(), credentials.password(), StandardCharsets.UTF_8);
    }

    private static byte[] question(LfsPointer pointer) {
        JsonValue object = JsonValue.Obj.of(
                Map.of("oid", new JsonValue.Text(pointer.oid()), "size", new JsonValue.Int(pointer.size())));
        JsonValue question = JsonValue.Obj.of(
                Map.of("operation", new JsonValue.Text("download"), "objects", new JsonValue.Array(List.of(object))));
        return JsonWriter.compact(question).getBytes(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("try") // the registration is only held
    private Response call(OkHttpClient client, Request request) throws IOException {
        Call call = client.newCall(request);
        Response response;
        try (FetchContext.Registration cancelling = context.onCancel(call::cancel)) {
            response = call.execute();
        }
        if (!response.isSuccessful()) {
            response.close();
            throw new IOException("HTTP error " + response.code());
        }
        return response;
    }

    private static String text(JsonValue.Obj object, String name) throws IOException {
        if (object.get(name) instanceof JsonValue.Text text) {
            return text.value();
        }
        throw new IOException("the server's answer has no '" + name + "'");
    }
}
