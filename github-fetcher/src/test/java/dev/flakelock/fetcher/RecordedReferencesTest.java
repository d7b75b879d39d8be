package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryLocations;
import dev.flakelock.core.registry.RegistryScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every recorded answer of Nix 2.34.8 about flake references, in the four ways in which Nix reads them. What is recorded
 * of fetching them is in {@link FetchedReferencesTest}.
 */
class RecordedReferencesTest {

    private static final Schemes SCHEMES = StandardSchemes.language();

    @TempDir
    private static Path directory;

    private static FixtureTree tree;

    private final List<String> messages = new ArrayList<>();

    @BeforeAll
    static void buildTree() throws IOException, GitAPIException {
        tree = FixtureTree.build(directory);
    }

    @Test
    void allCasesAreRun() {
        assertThat(ReferenceCase.all()).hasSize(1029);
        assertThat(ReferenceCase.ofMode("builtin")).hasSize(583);
        assertThat(ReferenceCase.ofMode("attrs")).hasSize(233);
        assertThat(ReferenceCase.ofMode("cli")).hasSize(92);
        assertThat(ReferenceCase.ofMode("flake.nix")).hasSize(121);
    }

    @TestFactory
    Stream<DynamicTest> onTheirOwn() {
        return tests("builtin", c -> RefContext.absolute(SCHEMES));
    }

    @TestFactory
    Stream<DynamicTest> inFlakeNix() {
        return tests("flake.nix", c -> RefContext.input(SCHEMES, c.flake()));
    }

    @TestFactory
    Stream<DynamicTest> onTheCommandLine() {
        return tests("cli", c -> RefContext.commandLine(SCHEMES, tree.directoryOf(c.base())));
    }

    @TestFactory
    Stream<DynamicTest> asAttributes() {
        return ReferenceCase.ofMode("attrs").stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.title(), () -> checkAttrs(recorded)));
    }

    @TestFactory
    Stream<DynamicTest> namesThatNoRegistryHas() {
        List<ReferenceCase> cases = ReferenceCase.all().stream()
                .filter(recorded -> recorded.text("resolveError") != null)
                .toList();
        assertThat(cases).hasSize(4);
        Path missing = directory.resolve("registry.json");
        Registries registries = new Registries(
                Registry.empty(), new RegistryLocations(missing, missing, ""), SCHEMES, (url, context) -> new byte[0]);
        return cases.stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.title(), () -> {
                    FlakeRef ref = FlakeRef.parse(recorded.input(), RefContext.absolute(SCHEMES));
                    assertThatThrownBy(() -> registries.resolve(ref, RegistryScope.ALL, new TestContext()))
                            .hasMessage(recorded.required("resolveError"));
                }));
    }

    private void checkAttrs(ReferenceCase recorded) throws FlakeException {
        Attrs attrs = recorded.attrs("inputAttrs");
        String error = recorded.text("error");
        if (error != null) {
            FlakeException failure = catchThrowableOfType(
                    FlakeException.class,
                    () -> FlakeRef.fromAttrs(attrs, SCHEMES).toUrl());
            assertThat(failure).isNotNull();
            assertThat(shown(failure.getMessage())).isEqualTo(error);
        } else {
            assertThat(FlakeRef.fromAttrs(attrs, SCHEMES).toUrl()).hasToString(recorded.required("url"));
        }
    }

    /** A message as Nix showed it when it was recorded: bells and escapes are dropped, and a tab has become spaces. */
    private static String shown(String message) {
        return message.replace("\007", "").replace("\033", "").replace("\t", " ".repeat(5));
    }

    private Stream<DynamicTest> tests(String mode, Function<ReferenceCase, RefContext> context) {
        return ReferenceCase.ofMode(mode).stream()
                .map(recorded -> DynamicTest.dynamicTest(recorded.title(), () -> {
                    messages.clear();
                    check(
                            recorded,
                            context.apply(recorded).reportingTo(text -> notice("warning: " + text), this::notice));
                }));
    }

    private void notice(String text) {
        messages.add(tree.recorded(text));
    }

    private void check(ReferenceCase recorded, RefContext context) throws FlakeException {
        String input = tree.here(recorded.input());
        String error = recorded.text("error");
        if (error != null) {
            FlakeException failure = catchThrowableOfType(FlakeException.class, () -> FlakeRef.parse(input, context));
            assertThat(failure).isNotNull();
            assertThat(tree.recorded(failure.getMessage())).isEqualTo(error);
        } else {
            FlakeRef ref = FlakeRef.parse(input, context);
            assertThat(tree.recorded(AttrsJson.compact(ref.toAttrs())))
                    .isEqualTo(AttrsJson.compact(recorded.attrs("attrs")));
            checkUrl(recorded, ref);
        }
        assertThat(messages).isEqualTo(recorded.messagesOfParsing());
    }

    private void checkUrl(ReferenceCase recorded, FlakeRef ref) throws FlakeException {
        String error = recorded.text("urlError");
        if (error == null) {
            assertThat(tree.recorded(ref.toUrl().toString())).isEqualTo(recorded.required("url"));
        } else {
            FlakeException failure = catchThrowableOfType(FlakeException.class, ref::toUrl);
            assertThat(failure).isNotNull().hasMessage(error);
        }
    }
}
