package dev.flakelock.core.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.RecordedCases;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The recorded flake files. References are not parsed here, only written down: what depends on parsing them is
 * listed in {@link CasesElsewhere}.
 */
class FlakeCasesTest {

    /** What the reader hands over to be parsed: a URL, attributes, or the name of an argument. */
    private sealed interface Asked {
        record Url(String url, boolean isFlake) implements Asked {}

        record Attributes(Map<String, Object> attributes) implements Asked {}

        record Argument(String name) implements Asked {}
    }

    private static final InputReferenceParser<Asked> RECORDER = new InputReferenceParser<>() {
        @Override
        public Asked fromUrl(String url, boolean isFlake) {
            return new Asked.Url(url, isFlake);
        }

        @Override
        public Asked fromAttributes(SortedMap<String, Object> attributes) {
            return new Asked.Attributes(Map.copyOf(attributes));
        }

        @Override
        public Asked fromArgument(String name) {
            return new Asked.Argument(name);
        }
    };

    @TestFactory
    Stream<DynamicTest> files() {
        return cases().filter(c -> !isElsewhere(c)).map(c -> DynamicTest.dynamicTest(name(c), () -> check(c)));
    }

    @TestFactory
    Stream<DynamicTest> filesWithErrorsElsewhere() {
        return cases().filter(FlakeCasesTest::isElsewhere)
                .map(c -> DynamicTest.dynamicTest(name(c), () -> {
                    assertThat(c.get("error")).isNotNull();
                    FlakeFile<Asked> flake = read(c);
                    assertThat(flake.selfAttributes().isEmpty())
                            .isNotEqualTo(CasesElsewhere.ERROR_OF_SELF.contains(name(c)));
                }));
    }

    @Test
    void everyRecordedFileIsRead() {
        assertThat(cases()).hasSize(449);
        assertThat(cases().filter(FlakeCasesTest::isElsewhere)).hasSize(13);
        assertThat(cases().filter(c -> c.get("phase") != null)).hasSize(8);
    }

    private static boolean isElsewhere(Map<String, Object> recorded) {
        return CasesElsewhere.ERROR_OF_REFERENCE.contains(name(recorded))
                || CasesElsewhere.ERROR_OF_SELF.contains(name(recorded));
    }

    private static Stream<Map<String, Object>> cases() {
        return RecordedCases.read("/flake-nix.cases.json").stream().filter(c -> c.get("flake_nix") != null);
    }

    private static String name(Map<String, Object> recorded) {
        return String.valueOf(recorded.get("name"));
    }

    private static FlakeFile<Asked> read(Map<String, Object> recorded) throws FlakeException {
        String scheme = String.valueOf(recorded.getOrDefault("scheme", "path"));
        String reference = scheme.equals("path") ? "path:$DIR" : "git+file://$DIR";
        LanguageOptions options = new LanguageOptions("/nix/store/x-source", null, recorded.get("settings") != null);
        SourceText text = SourceText.of("$SRC/flake.nix", String.valueOf(recorded.get("flake_nix")));
        return FlakeFileReader.read(
                new FlakeSource(text, options, options.baseDirectory(), reference, "$SRC/"), RECORDER);
    }

    private static void check(Map<String, Object> recorded) throws FlakeException {
        if (recorded.get("error") != null && recorded.get("phase") == null) {
            checkError(recorded);
            return;
        }
        FlakeFile<Asked> flake = read(recorded);
        assertThat(flake.description()).isEqualTo(recorded.get("description"));
        if (recorded.get("self") != null) {
            assertThat(flake.selfAttributes()).isEqualTo(recorded.get("self"));
        }
        List<?> warnings = (List<?>) recorded.getOrDefault("warnings", List.of());
        flake.warnings()
                .forEach(w -> assertThat(warnings)
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .contains("warning: " + w.lines().findFirst().orElse("")));
        if (recorded.get("phase") == null) {
            checkInputs(flake, RecordedCases.object(recorded.get("inputs")));
        }
    }

    private static void checkError(Map<String, Object> recorded) {
        FlakeException error =
                Objects.requireNonNull(catchThrowableOfType(FlakeException.class, () -> read(recorded)), "no error");
        assertThat(error.getMessage().lines().findFirst()).hasValue(String.valueOf(recorded.get("error")));
        if (recorded.get("at") != null) {
            assertThat(String.valueOf(error.location())).isEqualTo(recorded.get("at"));
        }
        if (recorded.get("trace") != null) {
            assertThat(error.traces().stream().map(Trace::text)).isEqualTo(recorded.get("trace"));
        } else {
            assertThat(error.traces()).isEmpty();
        }
    }

    private static void checkInputs(FlakeFile<Asked> flake, Map<String, Object> recorded) {
        assertThat(flake.inputs().keySet()).containsExactlyElementsOf(recorded.keySet());
        recorded.forEach((name, value) -> {
            Map<String, Object> expected = RecordedCases.object(value);
            InputDeclaration<Asked> input =
                    Objects.requireNonNull(flake.inputs().get(name));
            if (expected.get("follows") != null) {
                assertThat(input.follows()).isEqualTo(expected.get("follows"));
                assertThat(input.reference()).isNull();
            } else {
                assertThat(input.follows()).isNull();
                assertThat(input.isFlake()).isEqualTo(expected.get("flake"));
                checkReference(name, input.reference(), RecordedCases.object(expected.get("original")));
            }
        });
    }

    /** Compares what can be compared without the rules of references: attributes, identifiers and plain GitHub URLs. */
    private static void checkReference(String name, @Nullable Asked asked, Map<String, Object> original) {
        if (asked == null) {
            assertThat(original).isEqualTo(Map.of("type", "indirect", "id", name));
        } else if (asked instanceof Asked.Argument argument) {
            assertThat(original).isEqualTo(Map.of("type", "indirect", "id", argument.name()));
        } else if (asked instanceof Asked.Attributes given) {
            assertThat(given.attributes()).containsAllEntriesOf(original);
        } else if (asked instanceof Asked.Url url && original.get("type") instanceof String type) {
            if (type.equals("github") && original.size() == 3) {
                assertThat(url.url()).isEqualTo("github:" + original.get("owner") + "/" + original.get("repo"));
            } else if (type.equals("path") && original.size() == 2) {
                assertThat(url.url()).isIn(original.get("path"), "path:" + original.get("path"));
            }
        }
    }
}
