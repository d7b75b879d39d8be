package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed means what was parsed. */
class PrintingTest {

    private static final Schemes SCHEMES = StandardSchemes.language();
    private static final int TEXTS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPrintedReferenceIsParsedBack(long seed) {
        RandomReferences references = new RandomReferences(seed);
        Map<String, Integer> types = new HashMap<>();
        for (int i = 0; i < TEXTS; i++) {
            String type = checkRoundTrip(references.next());
            types.merge(type, 1, Integer::sum);
        }
        // The generator must reach every scheme, or the test says nothing.
        assertThat(types).hasSize(10);
        assertThat(types.values()).allMatch(count -> count > 20);
    }

    /** As Nix 2.34.8 has it; it does not mean the same when it is read again. */
    @ParameterizedTest
    @CsvSource({
        "git+git+https://h/x, git+https://h/x, git+https://h/x",
        "git+git+file:///x, git+file:///x, git+file:///x",
        "git+git+git://h/x, git+git://h/x, git://h/x",
        "git+git+ssh://h/x, git+ssh://h/x, git+ssh://h/x",
        "git+git+git+ssh://h/x, git+git+ssh://h/x, git+git+ssh://h/x",
        "git+git://h/x, git://h/x, git://h/x",
    })
    void gitWithinGit(String text, String url, String printed) throws FlakeException {
        FlakeRef ref = FlakeRef.parse(text, RefContext.absolute(SCHEMES));

        assertThat(ref.input().attrs().text("url")).isEqualTo(url);
        assertThat(ref.toUrl()).hasToString(printed);
    }

    @Test
    void everyRecordedReferenceIsParsedBack() {
        ReferenceCase.ofMode("builtin").forEach(recorded -> checkRoundTrip(recorded.input()));
        ReferenceCase.ofMode("flake.nix").forEach(recorded -> checkRoundTrip(recorded.input()));
    }

    /** Checks a text; returns the type of the input, or an empty text if it is no reference or cannot be printed. */
    static String checkRoundTrip(String text) {
        FlakeRef ref;
        String printed;
        boolean ambiguous;
        try {
            ref = FlakeRef.parseWithFragment(text, RefContext.input(SCHEMES, true))
                    .ref();
            printed = ref.toUrl().toString();
            ambiguous = Printable.isAmbiguous(ref);
        } catch (FlakeException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return "";
        }
        assertThat(printed).matches("[!-~]+");
        if (!ambiguous) {
            checkSame(text, ref, printed);
        }
        return ref.input().type();
    }

    private static void checkSame(String text, FlakeRef ref, String printed) {
        try {
            FlakeRef again = FlakeRef.parse(printed, RefContext.absolute(SCHEMES));
            assertThat(again.toAttrs())
                    .as("%s printed as %s", text, printed)
                    .isEqualTo(Printable.of(ref).toAttrs());
            assertThat(again.toUrl()).hasToString(printed);
            assertThat(FlakeRef.fromAttrs(ref.toAttrs(), SCHEMES)).isEqualTo(ref);
        } catch (FlakeException e) {
            throw new AssertionError(text + " was printed as " + printed, e);
        }
    }
}
