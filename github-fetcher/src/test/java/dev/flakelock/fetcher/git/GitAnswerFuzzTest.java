package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.RecordingContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Whatever a git server answers, with its lengths right or wrong and packs broken or not, is one of our errors. */
class GitAnswerFuzzTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";

    @FuzzTest(maxDuration = "60m")
    void anyAnswer(FuzzedDataProvider data) throws IOException {
        Path directory = Files.createTempDirectory("git-answer-");
        try {
            fetch(directory, data);
        } finally {
            delete(directory);
        }
    }

    private static void fetch(Path directory, FuzzedDataProvider data) {
        Settings settings = Settings.defaults(Environment.of(Map.of(), directory, directory, OperatingSystem.LINUX));
        OkHttpClient client =
                new OkHttpClient.Builder().addInterceptor(new Answers(data)).build();
        GitFetcher fetcher = new GitFetcher(new GitSetup(
                settings,
                Secrets.none(),
                directory.resolve("cache"),
                unused -> client,
                GitFacts.inMemory(),
                InstantSource.system()));
        Attrs asked = Attrs.none().with("type", "git").with("url", "https://h.example/r");
        Attrs attrs = data.consumeBoolean() ? asked.with("ref", "main") : asked.with("rev", REV);
        try {
            fetcher.fetch(new Input(null, attrs), new RecordingContext()).narHash();
        } catch (FlakeException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Answers in packets, most of them with their right length. */
    private record Answers(FuzzedDataProvider data) implements Interceptor {

        private static final List<String> LINES = List.of(
                "# service=git-upload-pack\n",
                "version 2\n",
                "ls-refs\n",
                "fetch=shallow filter\n",
                "object-format=sha1\n",
                REV + " HEAD symref-target:refs/heads/main\n",
                REV + " refs/heads/main\n",
                REV + " HEAD\0shallow filter allow-tip-sha1-in-want side-band-64k\n",
                "acknowledgments\n",
                "ready\n",
                "packfile\n",
                "shallow-info\n",
                "shallow " + REV + "\n",
                "\2progress\u001b[2J\n",
                "\3fatal\n",
                "\1PACK\0\0\0\2\0\0\0\1",
                "ERR go away\n",
                "NAK\n");

        @Override
        public Response intercept(Chain chain) {
            boolean refs = chain.request().url().encodedPath().endsWith("/info/refs");
            String kind = refs ? "advertisement" : "result";
            StringBuilder body = new StringBuilder();
            for (int packets = data.consumeInt(0, 12); packets > 0; packets--) {
                packet(body);
            }
            return new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(data.consumeInt(0, 20) == 0 ? data.consumeInt(100, 599) : 200)
                    .message("")
                    .header("Content-Type", "application/x-git-upload-pack-" + kind)
                    .body(ResponseBody.create(body.toString().getBytes(StandardCharsets.ISO_8859_1), (MediaType) null))
                    .build();
        }

        private void packet(StringBuilder body) {
            switch (data.consumeInt(0, 5)) {
                case 0 -> body.append("0000");
                case 1 -> body.append("0001");
                case 2 ->
                    body.append(new String(data.consumeBytes(data.consumeInt(0, 60)), StandardCharsets.ISO_8859_1));
                case 3 -> {
                    String line = new String(data.consumeBytes(data.consumeInt(0, 300)), StandardCharsets.ISO_8859_1);
                    body.append(String.format("%04x", line.length() + 4)).append(line);
                }
                default -> {
                    String line = data.pickValue(LINES);
                    body.append(String.format("%04x", line.length() + 4)).append(line);
                }
            }
        }
    }
}
