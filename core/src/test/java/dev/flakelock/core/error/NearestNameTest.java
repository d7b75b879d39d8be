package dev.flakelock.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("nixpkgs", "flake-utils", "home-manager", "url", "inputs");

    @ParameterizedTest
    @CsvSource({
        "nixpgs, nixpkgs",
        "nixpkg, nixpkgs",
        "nixpksg, nixpkgs",
        "flake-util, flake-utils",
        "homemanager, home-manager",
        "ulr, url",
        "input, inputs",
        "Inputs, inputs",
    })
    void findsWhatWasMeant(String wanted, String meant) {
        assertThat(NearestName.find(wanted, KNOWN)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"rust-overlay", "x", "uvw", "nixpkgs-unstable", "''"})
    void findsNothingIfNothingIsNear(String wanted) {
        assertThat(NearestName.find(wanted, KNOWN)).isEmpty();
    }

    @Test
    void prefersTheNearerName() {
        assertThat(NearestName.find("utilz", List.of("until", "utils", "until2")))
                .hasValue("utils");
    }
}
