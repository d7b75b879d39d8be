package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.http.HttpOptions;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** A directory with repositories that shell scripts make with the git program, and a fetcher for them. */
final class GitWorld {

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("GIT_AUTHOR_NAME", "A"),
            Map.entry("GIT_AUTHOR_EMAIL", "a@example.org"),
            Map.entry("GIT_COMMITTER_NAME", "C"),
            Map.entry("GIT_COMMITTER_EMAIL", "c@example.org"),
            Map.entry("GIT_AUTHOR_DATE", "1500000000 +0000"),
            Map.entry("GIT_COMMITTER_DATE", "1600000000 +0200"),
            Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
            Map.entry("GIT_CONFIG_COUNT", "1"),
            Map.entry("GIT_CONFIG_KEY_0", "protocol.file.allow"),
            Map.entry("GIT_CONFIG_VALUE_0", "always"),
            Map.entry("LC_ALL", "C.UTF-8"));

    final Path directory;
    final RecordingContext context = new RecordingContext();
    final TestTransport transport = new TestTransport();
    OkHttpClient http = new OkHttpClient();
    long maxBytes = HttpOptions.standard().maxBytes();
    Instant now = Instant.parse("2026-11-25T12:00:00Z");
    Settings settings;

    /** A world in this directory, which is empty. */
    GitWorld(Path directory) throws IOException {
        this.directory = directory.toRealPath();
        Map<String, String> variables = new HashMap<>(System.getenv());
        this.settings = Settings.defaults(
                Environment.of(variables, this.directory, this.directory.resolve("home"), OperatingSystem.LINUX));
        assumeTrue(GitProgram.find(settings.environment()).isPresent(), "the git program");
    }

    /** Sets variables of the environment. */
    void variables(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(more);
        settings = Settings.defaults(
                Environment.of(variables, directory, directory.resolve("home"), OperatingSystem.LINUX));
    }

    Environment environment() {
        return settings.environment();
    }

    /** Runs a script of the shell; returns what it wrote. */
    String run(String script) throws IOException, InterruptedException {
        return runIn(directory, script);
    }

    String runIn(Path place, String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "set -e\n" + script).directory(place.toFile());
        builder.environment().putAll(ENVIRONMENT);
        builder.environment()
                .put("HOME", Files.createDirectories(directory.resolve("home")).toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    GitFetcher fetcher() {
        return new GitFetcher(setup());
    }

    /** The environment of the scripts, as far as it matters to whoever reads what they made. */
    Map<String, String> variables() {
        return Map.of("HOME", directory.resolve("home").toString(), "GIT_CONFIG_NOSYSTEM", "1");
    }

    GitSetup setup() {
        return new GitSetup(
                settings, Secrets.none(), directory.resolve("cache"), new Network(), GitFacts.inMemory(), () -> now);
    }

    FetchedTree fetch(Attrs attrs) throws FlakeException {
        return fetcher().fetch(new Input(null, attrs.with("type", "git")), context);
    }

    /** The network of tests, in which nobody waits. */
    private final class Network implements GitSetup.HttpSource {

        private final HttpClients clients = new HttpClients(http);

        @Override
        public OkHttpClient client(HttpClients.Variation variation) throws IOException {
            return clients.client(variation);
        }

        @Override
        public Response send(Supplier<Call> calls, FetchContext listener) throws HttpFailure {
            return transport.build().send(calls, listener);
        }

        @Override
        public long maxBytes() {
            return maxBytes;
        }
    }

    static Attrs attrs(String url) {
        return Attrs.none().with("url", url);
    }
}
