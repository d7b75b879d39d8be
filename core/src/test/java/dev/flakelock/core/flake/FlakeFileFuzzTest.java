package dev.flakelock.core.flake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.SourceLocation;
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.SourceText;

/**
 * Any bytes are a flake file or an error, never a crash. The seeds are run as tests; with {@code JAZZER_FUZZ=1} in
 * the environment the target is fuzzed.
 */
class FlakeFileFuzzTest {

    @FuzzTest(maxDuration = "60m")
    void anyBytesAreReadOrRefused(byte[] bytes) {
        SourceText text = SourceText.of("/flake.nix", bytes);
        FlakeSource source = new FlakeSource(text, LanguageOptions.pure("/base"), "/base", "path:/base", "/");
        try {
            FlakeFile<String> flake = FlakeFileReader.read(source, new AcceptingParser());
            assertThat(flake.inputs().keySet()).doesNotContain("self");
        } catch (FlakeException e) {
            assertThat(e.getMessage()).isNotBlank();
            SourceLocation location = e.location();
            if (location != null) {
                assertThat(location.column()).isPositive();
                if (bytes.length == 0) {
                    assertThat(location.excerpt()).isEmpty();
                } else {
                    assertThat(location.excerpt()).extracting("number").contains(location.line());
                }
            }
            assertThat(ErrorText.render(e, ErrorText.Options.PLAIN)).startsWith("error:");
        }
    }
}
