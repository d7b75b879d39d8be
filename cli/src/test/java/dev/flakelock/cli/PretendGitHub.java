package dev.flakelock.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** GitHub with a few flakes of one file each, and the only host of its internet. All else is not there. */
final class PretendGitHub implements Interceptor {

    private static final int BLOCK = 512;

    private final Map<String, byte[]> answers = new HashMap<>();

    /** Moves a branch to a commit whose only file is this {@code flake.nix}. */
    void push(String repository, String branch, String rev, Instant time, String flake) throws IOException {
        String api = "https://api.github.com/repos/" + repository;
        String commit = "{\"sha\": \"%s\", \"commit\": {\"tree\": {\"sha\": \"%s\"}}}".formatted(rev, rev);
        answers.put(api + "/commits/" + branch, commit.getBytes(UTF_8));
        answers.put(
                "https://github.com/" + repository + "/archive/" + rev + ".tar.gz",
                archive(flake.getBytes(UTF_8), time));
    }

    /** A client that sees nothing else. */
    OkHttpClient client() {
        return new OkHttpClient.Builder().addInterceptor(this).build();
    }

    @Override
    public Response intercept(Chain chain) {
        byte[] answer = answers.get(chain.request().url().toString());
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(answer == null ? 404 : 200)
                .message("")
                .body(ResponseBody.create(
                        answer == null ? new byte[0] : answer, MediaType.get("application/octet-stream")))
                .build();
    }

    private static byte[] archive(byte[] flake, Instant time) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(bytes)) {
            tar.write(header("top/flake.nix", flake.length, time));
            tar.write(flake);
            tar.write(new byte[2 * BLOCK + Math.floorMod(-flake.length, BLOCK)]);
        }
        return bytes.toByteArray();
    }

    /** The header of a file in an archive, as POSIX describes {@code ustar}. */
    private static byte[] header(String name, int size, Instant time) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, String.format(Locale.ROOT, "%011o", size));
        put(header, 136, String.format(Locale.ROOT, "%011o", time.getEpochSecond()));
        put(header, 148, "        0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte each : header) {
            sum += each;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o", sum));
        header[154] = 0;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
