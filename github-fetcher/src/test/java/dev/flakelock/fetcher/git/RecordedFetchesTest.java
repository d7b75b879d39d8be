package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Nix 2.34.8 said of the same repositories: {@code fetches.cases.json} was recorded with
 * {@code nix flake prefetch --json git+file://…/r<query>}, each time with an empty cache and store, in a directory in
 * which the script had run with the environment of {@link GitWorld}. {@code @W@} stands for that directory.
 */
final class RecordedFetchesTest {

    private static final Set<String> FLAGS =
            Set.of("shallow", "submodules", "lfs", "exportIgnore", "allRefs", "verifyCommit");

    /** Where Nix stumbles, and what happens here instead, which other tests say. */
    private static final Map<String, String> DEVIATIONS = Map.of(
            "bare: submodules", "Nix loses a slash of relative file URLs; here they resolve",
            "bare: shallow origin", "Nix fails with a message about its own cache");

    /** Warnings about Nix's cache, which is not ours. */
    private static final Set<String> ABOUT_NIX_CACHE =
            Set.of("could not update cached head 'bdafdbe9240b8a02ed4fd42dd3491996c9e386ad' for 'file://@W@/r'");

    @TempDir
    Path directory;

    record Case(String name, JsonValue.Obj json) {
        String text(String key) {
            return ((JsonValue.Text) Objects.requireNonNull(json.get(key))).value();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(RecordedFetchesTest.class.getResourceAsStream("fetches.cases.json"))) {
            JsonValue.Array all = (JsonValue.Array) JsonReader.read(in.readAllBytes());
            List<Case> cases = all.items().stream()
                    .map(item -> new Case(
                            ((JsonValue.Text) Objects.requireNonNull(((JsonValue.Obj) item).get("name"))).value(),
                            (JsonValue.Obj) item))
                    .toList();
            assertThat(cases).hasSizeGreaterThan(80).extracting(Case::name).containsAll(DEVIATIONS.keySet());
            return cases.stream().filter(recorded -> !DEVIATIONS.containsKey(recorded.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsWhatNixFinds(Case recorded) throws Exception {
        GitWorld world = new GitWorld(directory);
        world.run(recorded.text("script"));
        Attrs asked = asked(recorded.text("query"), "file://" + world.directory + "/r");

        if (recorded.json().get("error") != null) {
            String error = recorded.text("error").replace("@W@", world.directory.toString());
            assertThatThrownBy(() -> world.fetch(asked).narHash()).hasMessage(error);
        } else {
            FetchedTree tree = world.fetch(asked);
            Attrs found = tree.found().with("narHash", tree.narHash().toSri());
            assertThat(found.without("type").without("url")).isEqualTo(locked(recorded));
        }
        assertThat(world.context.warnings).isEqualTo(warnings(recorded, world.directory));
    }

    private static Attrs asked(String query, String url) {
        Attrs attrs = GitWorld.attrs(url);
        for (String parameter :
                query.isEmpty() ? new String[0] : query.substring(1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = parameter.substring(0, equals);
            String value = parameter.substring(equals + 1);
            attrs = FLAGS.contains(name) ? attrs.with(name, value.equals("1")) : attrs.with(name, value);
        }
        return attrs;
    }

    private static Attrs locked(Case recorded) throws IOException {
        Attrs attrs = Attrs.none();
        JsonValue.Obj locked =
                (JsonValue.Obj) Objects.requireNonNull(recorded.json().get("locked"));
        for (Map.Entry<String, JsonValue> member : locked.members().entrySet()) {
            attrs = attrs.with(member.getKey(), value(member.getValue()));
        }
        return attrs;
    }

    private static AttrValue value(JsonValue json) throws IOException {
        if (json instanceof JsonValue.Text text) {
            return new AttrValue.Text(text.value());
        } else if (json instanceof JsonValue.Bool flag) {
            return new AttrValue.Flag(flag.value());
        } else if (json instanceof JsonValue.Int number) {
            return new AttrValue.Int(number.value());
        }
        throw new IOException("unexpected " + json);
    }

    private static List<String> warnings(Case recorded, Path directory) {
        if (!(recorded.json().get("warnings") instanceof JsonValue.Array warnings)) {
            return List.of();
        }
        return warnings.items().stream()
                .map(item -> ((JsonValue.Text) item).value())
                .filter(text -> !ABOUT_NIX_CACHE.contains(text))
                .map(text -> text.replace("@W@", directory.toString()))
                .toList();
    }
}
