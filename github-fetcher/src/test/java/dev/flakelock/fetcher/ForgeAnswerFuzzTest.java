package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.fetcher.testing.FetcherWorld;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Whatever a forge answers, it is one of our errors, or a commit and its tree; nothing that is wrong is remembered. */
class ForgeAnswerFuzzTest {

    private static final List<String> INPUTS = List.of(
            "github:o/r/main",
            "gitlab:o/r/main",
            "sourcehut:~o/r/main",
            "sourcehut:~o/r",
            "https://h.example/a.tar.gz",
            "https://h.example/a.zip",
            "file+https://h.example/a");

    @FuzzTest(maxDuration = "60m")
    void anyAnswer(FuzzedDataProvider data) {
        String input = data.pickValue(INPUTS);
        FetcherWorld world = new FetcherWorld(
                new OkHttpClient.Builder().addInterceptor(new Answers(data)).build());
        try {
            FetchedTree tree = world.fetch(input);
            assertThat(tree.narHash().toSri()).startsWith("sha256-");
            String rev = tree.found().text("rev");
            assertThat(rev == null || rev.matches("[0-9a-f]{40}") || input.startsWith("https:"))
                    .as(rev)
                    .isTrue();
        } catch (FlakeException expected) {
            assertThat(expected.getMessage()).isNotBlank();
            assertThat(world.entries.dump()).doesNotContain("listing");
        }
    }

    /** Each request gets a piece of the data, with a status and with headers that mean something to us. */
    private record Answers(FuzzedDataProvider data) implements Interceptor {

        private static final int[] STATUSES = {200, 200, 200, 206, 301, 302, 304, 403, 404, 429, 500};
        private static final List<String> HEADERS = List.of(
                "Location",
                "Link",
                "ETag",
                "Content-Encoding",
                "Content-Range",
                "Accept-Ranges",
                "Retry-After",
                "x-ratelimit-reset",
                "x-ratelimit-remaining");

        @Override
        public Response intercept(Chain chain) {
            Request request = chain.request();
            Response.Builder answer = new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(data.pickValue(STATUSES))
                    .message("");
            for (int headers = data.consumeInt(0, 3); headers > 0; headers--) {
                answer.addHeader(data.pickValue(HEADERS), printable(data.consumeAsciiString(80)));
            }
            byte[] body = data.consumeBytes(data.consumeInt(0, 4096));
            return answer.body(ResponseBody.create(body, MediaType.get("text/plain")))
                    .build();
        }

        private static String printable(String text) {
            return new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)
                    .replaceAll("[^ -~]", "");
        }
    }
}
