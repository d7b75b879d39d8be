package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every scheme keeps to when it fetches. The samples of a scheme stand in a file of its name: the input, what the
 * network answers or a script that makes the repository, and the program without which the sample is skipped.
 */
final class FetchContractTest {

    private static final List<String> TYPES =
            List.of("file", "git", "github", "gitlab", "hg", "path", "sourcehut", "tarball");

    @TempDir
    Path temporary;

    private final FakeInternet internet = new FakeInternet();

    record Sample(String type, String input, String needs, String script, Map<String, String> answers) {
        @Override
        public String toString() {
            return input;
        }
    }

    static Stream<Sample> samples() throws Exception {
        List<Sample> all = new ArrayList<>();
        for (String type : TYPES) {
            try (InputStream in = FetchContractTest.class.getResourceAsStream("contract/" + type + ".json")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                for (JsonValue item : ((JsonValue.Array) JsonReader.read(bytes)).items()) {
                    all.add(sample(type, (JsonValue.Obj) item));
                }
            }
        }
        return all.stream();
    }

    @Test
    void everySchemeThatFetchesHasSamples() {
        assertThat(StandardSchemes.language().list())
                .extracting(scheme -> scheme.type())
                .filteredOn(type -> !type.equals("indirect"))
                .containsExactlyInAnyOrderElementsOf(TYPES);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsFoundIsAnInputOfTheScheme(Sample sample) throws Exception {
        prepare(sample);
        try (Fetchers fetchers = fetchers()) {
            Input input = input(sample, fetchers);
            Attrs found = fetch(input).found();

            Map<String, Kind> table = input.requireScheme().attributes().stream()
                    .collect(Collectors.toMap(SchemeAttribute::name, SchemeAttribute::kind));
            for (String name : found.without("type").asMap().keySet()) {
                assertThat(table).containsKey(name);
                AttrValue value = Objects.requireNonNull(found.asMap().get(name));
                assertThat(table.get(name) == Kind.NUMBER).as(name).isEqualTo(value instanceof AttrValue.Int);
            }
            assertThat(schemes(fetchers).inputFromAttrs(found).type()).isEqualTo(sample.type());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theLockedInputIsTheSameTreeAndNeedsNoNetwork(Sample sample) throws Exception {
        prepare(sample);
        try (Fetchers fetchers = fetchers()) {
            FetchedTree first = fetch(input(sample, fetchers));
            internet.takeUrls();
            Attrs attrs = first.found().with("narHash", first.narHash().toSri()).with(Attrs.FINAL, true);
            Input locked = schemes(fetchers).inputFromAttrs(attrs);

            assertThat(locked.isLocked()).isTrue();
            FetchedTree second = fetch(locked);

            assertThat(second.narHash()).isEqualTo(first.narHash());
            assertThat(internet.takeUrls()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whoeverHasCancelledGetsNoTreeFromElsewhere(Sample sample) throws Exception {
        prepare(sample);
        assumeTrue(!sample.answers().isEmpty(), "what is on this machine may be read to its end");
        RecordingContext cancelled = new RecordingContext();
        cancelled.cancel();
        try (Fetchers fetchers = fetchers()) {
            Input input = input(sample, fetchers);

            assertThatThrownBy(() -> input.requireScheme().fetch(input, cancelled))
                    .isInstanceOf(FlakeException.class)
                    .hasMessage("interrupted by the user");
            assertThat(cancelled.openHooks()).isZero();
        }
    }

    private static FetchedTree fetch(Input input) throws FlakeException {
        return input.requireScheme().fetch(input, new RecordingContext());
    }

    private Input input(Sample sample, Fetchers fetchers) throws Exception {
        String url = sample.input().replace("@dir", temporary.toRealPath().toString());
        return schemes(fetchers).inputFromUrl(FlakeUrl.parse(url), true);
    }

    private static Schemes schemes(Fetchers fetchers) {
        return StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
    }

    private Fetchers fetchers() throws Exception {
        Path home = temporary.toRealPath().resolve("home");
        Settings settings = Settings.defaults(Environment.of(
                Map.of("PATH", String.valueOf(System.getenv("PATH"))), home, home, OperatingSystem.LINUX));
        return Fetchers.builder(settings)
                .client(internet.client())
                .withoutDisk()
                .memory(1 << 20)
                .build();
    }

    private void prepare(Sample sample) throws Exception {
        byte[] archive = new TestArchive().file("flake.nix", "{ }").gzip();
        sample.answers()
                .forEach((url, body) ->
                        internet.at(url, body.equals("@archive") ? Answer.ok(archive) : Answer.ok(body)));
        if (!sample.needs().isEmpty()) {
            assumeTrue(run("command -v " + sample.needs()) == 0, sample.needs());
        }
        assertThat(run(sample.script())).isZero();
    }

    private int run(String script) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "set -e\n" + script)
                .directory(temporary.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static Sample sample(String type, JsonValue.Obj json) {
        Map<String, String> answers = new TreeMap<>();
        if (json.get("answers") instanceof JsonValue.Obj all) {
            all.members().forEach((url, body) -> answers.put(url, ((JsonValue.Text) body).value()));
        }
        return new Sample(type, text(json, "input"), text(json, "needs"), text(json, "script"), answers);
    }

    private static String text(JsonValue.Obj json, String name) {
        return json.get(name) instanceof JsonValue.Text text ? text.value() : "";
    }
}
