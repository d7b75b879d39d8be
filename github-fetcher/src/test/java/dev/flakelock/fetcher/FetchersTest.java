package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.http.HttpFailure;
import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The factory of all fetchers: what it makes works, is shared, and costs nothing before it is needed. */
final class FetchersTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";

    @TempDir
    Path directory;

    private final FakeInternet internet = new FakeInternet();
    private final List<Duration> pauses = new ArrayList<>();
    private final RecordingContext context = new RecordingContext();

    @Test
    void whatOneProcessFetchedTheNextOneKnows() throws Exception {
        internet.at("https://github.com/o/r/archive/" + REV + ".tar.gz", archive());
        FetchedTree first = fetch(builder(), "github:o/r/" + REV);

        FetchedTree second = fetch(builder(), "github:o/r/" + REV);

        assertThat(internet.takeUrls()).hasSize(1);
        assertThat(second.narHash()).isEqualTo(first.narHash());
        assertThat(second.found()).isEqualTo(first.found());
    }

    @Test
    void withoutADiskNothingIsWritten() throws Exception {
        internet.at("https://h.example/a.tar.gz", archive());

        fetch(builder().withoutDisk(), "https://h.example/a.tar.gz");
        fetch(builder().withoutDisk(), "https://h.example/a.tar.gz");

        assertThat(internet.takeUrls()).hasSize(2);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void memoryServesAsWell() throws Exception {
        internet.at("https://h.example/x", Answer.ok("hello"));

        try (Fetchers fetchers = builder().withoutDisk().memory(1 << 20).build()) {
            fetch(fetchers, "file+https://h.example/x");
            fetch(fetchers, "file+https://h.example/x");
        }

        assertThat(internet.takeUrls()).hasSize(1);
    }

    @Test
    void theRegistryIsDownloadedOnce() throws Exception {
        internet.at("https://h.example/registry.json", Answer.ok("{}"));

        try (Fetchers fetchers = builder().build()) {
            byte[] first = fetchers.downloads().download("https://h.example/registry.json", context);
            assertThat(fetchers.downloads().download("https://h.example/registry.json", context))
                    .isEqualTo(first);
        }

        assertThat(internet.takeUrls()).hasSize(1);
    }

    @Test
    void failuresAreTriedAgainAsTheSettingsSay() throws Exception {
        internet.at("https://h.example/x", Answer.status(500));

        try (Fetchers fetchers = builder().build()) {
            assertThat(catchThrowable(() -> fetch(fetchers, "file+https://h.example/x")))
                    .isInstanceOf(HttpFailure.class);
        }

        assertThat(pauses).hasSize(4);
    }

    @Test
    void settingsThatChangeCountForWhatIsFetchedAfterwards() throws Exception {
        Path netrc = Files.writeString(directory.resolve("netrc"), "machine h.example password p");
        Settings before = settings();
        Settings after = before.toBuilder()
                .set("access-tokens", "github.com=secret")
                .set("netrc-file", netrc.toString())
                .build();

        try (Fetchers fetchers = builder().withoutDisk().build()) {
            Schemes schemes = schemes(fetchers);
            for (Settings settings : List.of(before, after)) {
                fetchers.changeSettings(settings);
                assertThatThrownBy(() -> fetch(schemes, "github:o/r")).isInstanceOf(HttpFailure.class);
                assertThatThrownBy(() -> fetch(schemes, "file+https://h.example/x"))
                        .isInstanceOf(HttpFailure.class);
                assertThatThrownBy(() -> fetchers.downloads().download("https://h.example/registry.json", context))
                        .isInstanceOf(HttpFailure.class);
            }
        }

        assertThat(internet.takeRequests())
                .extracting(request -> request.url().host() + " " + request.header("Authorization"))
                .containsExactly(
                        "api.github.com null",
                        "h.example null",
                        "h.example null",
                        "api.github.com token secret",
                        "h.example Basic OnA=",
                        "h.example Basic OnA=");
    }

    @Test
    void whatIsRememberedOutlivesAChangeOfSettings() throws Exception {
        internet.at("https://h.example/x", Answer.ok("hello"));

        try (Fetchers fetchers = builder().withoutDisk().memory(1 << 20).build()) {
            fetch(fetchers, "file+https://h.example/x");
            fetchers.changeSettings(
                    settings().toBuilder().set("connect-timeout", "7").build());
            fetch(fetchers, "file+https://h.example/x");
        }

        assertThat(internet.takeUrls()).hasSize(1);
    }

    @Test
    void aDirectoryNeedsNoNetwork() throws Exception {
        Path tree = Files.createDirectories(directory.toRealPath().resolve("tree"));
        Files.writeString(tree.resolve("flake.nix"), "{ }");

        try (Fetchers fetchers = builder().build()) {
            Attrs attrs = Attrs.none().with("type", "path").with("path", tree.toString());
            Input input = schemes(fetchers).inputFromAttrs(attrs);
            assertThat(input.requireScheme().fetch(input, context).files().read("flake.nix"))
                    .isEqualTo("{ }".getBytes(StandardCharsets.UTF_8));
            input.requireScheme().putFile(input, "flake.lock", FileChange.creating(new byte[] {'{', '}'}), null);
        }

        assertThat(tree.resolve("flake.lock")).hasContent("{}");
        assertThat(internet.takeUrls()).isEmpty();
    }

    @Test
    void closingIsPossibleAtAnyTime() {
        Fetchers fetchers = builder().build();

        fetchers.close();
        fetchers.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void makingThemLoadsNoLibrary() throws Exception {
        List<String> loaded = classesLoadedBy(Unused.class);

        assertThat(loaded).contains(Fetchers.class.getName());
        assertThat(loaded)
                .noneMatch(name -> name.startsWith("okhttp3.")
                        || name.startsWith("okio.")
                        || name.startsWith("org.eclipse.jgit.")
                        || name.startsWith("com.github.benmanes.")
                        || name.startsWith("org.apache.commons.compress."));
    }

    /** Makes fetchers as a command does that has nothing to fetch; run in a JVM of its own. */
    static final class Unused {

        private Unused() {}

        public static void main(String[] args) {
            Settings settings =
                    Settings.defaults(Environment.of(Map.of(), Path.of("/"), Path.of("/home"), OperatingSystem.LINUX));
            try (Fetchers fetchers = Fetchers.builder(settings).memory(1 << 20).build()) {
                StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
                fetchers.downloads();
            }
        }
    }

    private static List<String> classesLoadedBy(Class<?> main) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines()
                .map(line -> line.replaceFirst("^(\\[[^]]*\\])* *", "").split(" ")[0])
                .toList();
    }

    private Settings settings() {
        return Settings.defaults(Environment.of(Map.of(), directory, directory, OperatingSystem.LINUX));
    }

    private Fetchers.Builder builder() {
        return Fetchers.builder(settings()).client(internet.client()).pause((delay, waiting) -> pauses.add(delay));
    }

    private FetchedTree fetch(Fetchers.Builder builder, String url) throws Exception {
        try (Fetchers fetchers = builder.build()) {
            return fetch(fetchers, url);
        }
    }

    private FetchedTree fetch(Fetchers fetchers, String url) throws Exception {
        return fetch(schemes(fetchers), url);
    }

    private FetchedTree fetch(Schemes schemes, String url) throws Exception {
        Input input = schemes.inputFromUrl(FlakeUrl.parse(url), true);
        return input.requireScheme().fetch(input, context);
    }

    private static Schemes schemes(Fetchers fetchers) {
        return StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
    }

    private static Answer archive() {
        return Answer.ok(new TestArchive().file("flake.nix", "{ }").gzip());
    }
}
