package dev.flakelock.core.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.RecordedCases;
import dev.flakelock.core.error.FlakeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The recorded cases that are expressions: each must parse, or fail as it does in Nix. */
class LanguageCasesTest {

    /** Recorded from expressions that fail only when they are evaluated, which nothing here does. */
    private static final Set<String> FAIL_IN_EVALUATION = Set.of("expr-prec-update-has", "expr-div-leading");

    @TestFactory
    Stream<DynamicTest> expressions() {
        return cases().map(c -> DynamicTest.dynamicTest(String.valueOf(c.get("name")), () -> check(c)));
    }

    @Test
    void allExpressionsOfTheRecordingAreHere() {
        assertThat(cases()).hasSize(152);
        assertThat(ValuesNotComputed.NAMES).hasSize(61);
    }

    private static Stream<Map<String, Object>> cases() {
        return RecordedCases.read("/flake-nix.cases.json").stream().filter(c -> c.get("expr") != null);
    }

    private static void check(Map<String, Object> recorded) throws FlakeException {
        String text = String.valueOf(recorded.get("expr"));
        boolean pipes = recorded.get("settings") != null;
        SourceText source = SourceText.of("«string»", text);
        LanguageOptions options = new LanguageOptions("/base", null, pipes);
        Object message = recorded.get("error");
        if (message != null && !FAIL_IN_EVALUATION.contains(String.valueOf(recorded.get("name")))) {
            FlakeException error = catchThrowableOfType(FlakeException.class, () -> NixFile.parse(source, options));
            assertThat(error).isNotNull().hasMessage(message.toString());
            if (recorded.get("at") != null) {
                assertThat(String.valueOf(error.location())).isEqualTo(recorded.get("at"));
            }
        } else {
            NixFile file = NixFile.parse(source, options);
            assertThat(file.expr()).isNotNull();
            assertThatCode(() -> TrivialEvaluation.value(file.expr(), null).forced())
                    .doesNotThrowAnyException();
            Object value = plain(TrivialEvaluation.value(file.expr(), null).forced());
            boolean computed =
                    message == null && !ValuesNotComputed.NAMES.contains(String.valueOf(recorded.get("name")));
            assertThat(value).isEqualTo(computed ? recorded.get("value") : null);
        }
    }

    /** The value as JSON, or null if something in it would have to be evaluated. */
    private static @Nullable Object plain(Value value) {
        if (value instanceof Value.StringValue string) {
            return string.text();
        }
        if (value instanceof Value.IntegerValue integer) {
            return integer.value();
        }
        if (value instanceof Value.FloatValue number) {
            return number.value();
        }
        if (value instanceof Value.BooleanValue truth) {
            return truth.value();
        }
        if (value instanceof Value.ListValue list) {
            List<Object> plain = new ArrayList<>();
            for (Value element : list.elements()) {
                Object inner = plain(element.forced());
                if (inner == null) {
                    return null;
                }
                plain.add(inner);
            }
            return plain;
        }
        return value instanceof SetValue set ? plainSet(set) : null;
    }

    private static @Nullable Object plainSet(SetValue set) {
        Map<String, Object> plain = new HashMap<>();
        for (SetValue.Attribute attribute : set.attributes()) {
            Object inner = plain(attribute.value().forced());
            if (inner == null) {
                return null;
            }
            plain.put(attribute.name(), inner);
        }
        return plain;
    }
}
