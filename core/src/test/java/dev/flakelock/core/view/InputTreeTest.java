package dev.flakelock.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.view.InputTree.Branch;
import dev.flakelock.core.view.InputTree.Duplicate;
import dev.flakelock.core.view.InputTree.Target;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class InputTreeTest {

    @Test
    void inputsStandBelowTheInputThatHasThem() throws FlakeException {
        assertThat(tree("""
                home o/home 1 1
                  pkgs > pkgs
                pkgs o/pkgs 1 1
                """)).containsExactly("home", "home/pkgs follows pkgs", "pkgs");
    }

    @Test
    void anInputOfAnInputIsADuplicateOfWhatIsNearerToTheRoot() throws FlakeException {
        assertThat(tree("""
                agenix o/agenix 1 1
                  pkgs O/Pkgs 2 2
                home o/home 1 1
                  pkgs o/pkgs 1 1
                pkgs o/pkgs 1 1
                """))
                .containsExactly(
                        "agenix",
                        "agenix/pkgs has another version of pkgs",
                        "home",
                        "home/pkgs has the version of pkgs",
                        "pkgs");
    }

    @Test
    void theFlakesOwnInputsMayBeVersionsOfOneThing() throws FlakeException {
        assertThat(tree("""
                a o/a 1 1
                  pkgs o/pkgs 2 2
                pkgs o/pkgs 1 1
                stable o/pkgs 2 2
                again o/pkgs 2 2
                """))
                .containsExactly(
                        "a", "a/pkgs has the version of again", "again", "pkgs", "stable has the version of again");
    }

    private static List<String> tree(String lock) throws FlakeException {
        return InputTree.of(Site.lock(lock)).all().map(InputTreeTest::show).toList();
    }

    private static String show(Branch branch) {
        if (branch.target() instanceof Target.Follows follows) {
            return branch.path() + " follows " + follows.path();
        }
        Duplicate duplicate = ((Target.Locked) branch.target()).duplicate();
        return duplicate == null
                ? branch.path().toString()
                : String.format(
                        Locale.ROOT,
                        "%s has %s version of %s",
                        branch.path(),
                        duplicate.same() ? "the" : "another",
                        duplicate.first());
    }
}
