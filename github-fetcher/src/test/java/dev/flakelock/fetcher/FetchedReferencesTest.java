package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is recorded of fetching references: which attributes a lock file has then, how it fails, and what is said of a
 * dirty work tree. Directories, repositories and fetchers are real, only the internet is not.
 */
class FetchedReferencesTest {

    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    @TempDir
    private static Path directory;

    private static FixtureTree tree;
    private static Fetchers fetchers;
    private static Schemes schemes;

    private int flakes;

    @BeforeAll
    static void buildTree() throws IOException, GitAPIException {
        Path root = directory.toRealPath();
        tree = FixtureTree.build(Files.createDirectory(root.resolve("w")));
        Environment environment =
                Environment.of(Map.of("PATH", PATH), root, root.resolve("home"), OperatingSystem.LINUX);
        fetchers = Fetchers.builder(Settings.defaults(environment))
                .client(ReferenceForges.internet().client())
                .withoutDisk()
                .build();
        schemes = StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
    }

    @AfterAll
    static void close() {
        fetchers.close();
    }

    @TestFactory
    Stream<DynamicTest> lockedAttributes() {
        return cases(30, recorded -> !recorded.texts("lockedKeys").isEmpty())
                .map(recorded -> DynamicTest.dynamicTest(recorded.title(), () -> checkKeys(recorded)));
    }

    @TestFactory
    Stream<DynamicTest> failures() {
        return cases(8, recorded -> recorded.text("fetchError") != null)
                .map(recorded -> DynamicTest.dynamicTest(recorded.title(), () -> checkFailure(recorded)));
    }

    @TestFactory
    Stream<DynamicTest> warnings() {
        return cases(2, recorded -> !recorded.messagesOfFetching().isEmpty())
                .map(recorded -> DynamicTest.dynamicTest(recorded.title(), () -> {
                    RefContext context = RefContext.commandLine(schemes, tree.directoryOf(recorded.base()));
                    List<String> warnings = new ArrayList<>();
                    lock(FlakeRef.parse(tree.here(recorded.input()), context), warnings::add);
                    assertThat(warnings)
                            .map(text -> "warning: " + tree.recorded(text))
                            .isEqualTo(recorded.messagesOfFetching());
                }));
    }

    private static Stream<ReferenceCase> cases(int number, Predicate<ReferenceCase> which) {
        List<ReferenceCase> cases = ReferenceCase.all().stream().filter(which).toList();
        assertThat(cases).hasSize(number);
        return cases.stream();
    }

    private void checkKeys(ReferenceCase recorded) throws IOException, FlakeException {
        Path flake = Files.createDirectory(directory.toRealPath().resolve("flake" + flakes++));
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.x = { url = \"" + tree.here(recorded.input()) + "\"; flake = " + recorded.flake()
                        + "; }; outputs = _: { }; }");

        lock(FlakeRef.parse("path:" + flake, RefContext.absolute(schemes)), warning -> {});

        String written = tree.recorded(Files.readString(flake.resolve("flake.lock")));
        JsonValue.Obj node = member(member(json(written), "nodes"), "x");
        assertThat(member(node, "locked").members().keySet()).containsExactlyElementsOf(recorded.texts("lockedKeys"));
        assertThat(AttrsJson.fromJson(member(node, "original"))).isEqualTo(recorded.attrs("attrs"));
    }

    private static JsonValue.Obj json(String text) throws IOException {
        try {
            return (JsonValue.Obj) JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException e) {
            throw new IOException(e);
        }
    }

    private static JsonValue.Obj member(JsonValue.Obj object, String name) {
        return (JsonValue.Obj) Objects.requireNonNull(object.get(name), name);
    }

    private static void checkFailure(ReferenceCase recorded) throws FlakeException {
        RefContext context = RefContext.commandLine(schemes, tree.directoryOf(recorded.base()));
        FlakeRef ref = FlakeRef.parse(tree.here(recorded.input()), context);

        FlakeException failure = catchThrowableOfType(FlakeException.class, () -> lock(ref, warning -> {}));

        assertThat(failure).isNotNull();
        assertThat(tree.recorded(failure.getMessage())).isEqualTo(fetchError(recorded));
    }

    /** The recording was made without {@code hg}, which ends with another status than the attempt to start it. */
    private static String fetchError(ReferenceCase recorded) {
        String error = recorded.required("fetchError");
        return error.equals("hg failed with exit code 1") && isOnPath("hg") ? "hg failed with exit code 255" : error;
    }

    private static boolean isOnPath(String program) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(PATH)
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static LockedFlake lock(FlakeRef flake, LockListener listener) throws FlakeException {
        Resolver resolver = new Resolver(
                schemes,
                (input, scope, context) -> {
                    throw new FlakeException("there are no registries");
                },
                new FlakeNixReader(schemes, false),
                1);
        return resolver.lock(LockRequest.of(flake).build(), listener);
    }
}
