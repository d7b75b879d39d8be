package dev.flakelock.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.view.LockComparison.Change;
import dev.flakelock.core.view.LockComparison.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockComparisonTest {

    private static final String BEFORE = """
            a o/a 1 10
            b o/b 1 10
              pkgs o/pkgs 1 10
            gone o/gone 1 10
            moved o/moved 1 10
            pkgs o/pkgs 1 10
            """;
    private static final String AFTER = """
            a o/a 1 10
            b o/b 1 10
              pkgs > pkgs
            moved other/moved 2 20
            new o/new 1 10
            pkgs o/pkgs 2 17
            """;

    @Test
    void changesAreListedWithWhatIsKnownOfThem() throws FlakeException {
        assertThat(changes(BEFORE, AFTER))
                .containsExactly(
                        "UPDATED b/pkgs",
                        "REMOVED gone",
                        "UPDATED moved 10 days",
                        "ADDED new",
                        "UPDATED pkgs 7 days 1..2");
    }

    @Test
    void aVersionMayGoBack() throws FlakeException {
        assertThat(changes("a o/a 2 20", "a o/a 1 17")).containsExactly("UPDATED a -3 days 2..1");
    }

    @Test
    void nodesAreCountedAndFollowsAreNone() throws FlakeException {
        LockComparison comparison = LockComparison.between(Site.lock(BEFORE), Site.lock(AFTER));

        assertThat(comparison.nodesBefore()).isEqualTo(6);
        assertThat(comparison.nodesAfter()).isEqualTo(5);
        assertThat(comparison.nodesChanged()).isEqualTo(5);
        assertThat(comparison.count(Kind.UPDATED)).isEqualTo(3);
        assertThat(LockComparison.between(Site.lock("a > b\nb o/b 1 1"), Site.lock("a >\nb o/b 1 1"))
                        .nodesChanged())
                .isZero();
    }

    private static List<String> changes(String before, String after) throws FlakeException {
        return LockComparison.between(Site.lock(before), Site.lock(after)).changes().stream()
                .map(LockComparisonTest::show)
                .toList();
    }

    private static String show(Change change) {
        String days = change.days().isPresent() ? " " + change.days().getAsLong() + " days" : "";
        return change.kind() + " " + change.path() + days
                + change.compareUrl().map(url -> " " + url).orElse("");
    }
}
