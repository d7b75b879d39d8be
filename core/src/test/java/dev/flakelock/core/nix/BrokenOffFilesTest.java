package dev.flakelock.core.nix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.RecordedCases;
import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people write them, whole, cut off anywhere, and with other line ends. */
class BrokenOffFilesTest {

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BrokenOffFilesTest.class.getResourceAsStream("/flakes/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static @Nullable FlakeException errorOf(byte[] text) {
        return catchThrowableOfType(
                FlakeException.class,
                () -> NixFile.parse(SourceText.of("flake.nix", text), LanguageOptions.pure("/base")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"devshell.nix", "system.nix"})
    void aFileIsReadWholeAndWithAnyLineEnd(String name) throws IOException {
        String text = new String(resource(name), StandardCharsets.UTF_8);

        assertThat(errorOf(text.getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(errorOf(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))
                .isNull();
        assertThat(errorOf(text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"devshell.nix", "system.nix"})
    void aFileThatIsCutOffIsAnErrorAtItsEnd(String name) throws IOException {
        byte[] text = resource(name);
        int whole = new String(text, StandardCharsets.UTF_8).lastIndexOf('}') + 1;

        for (int length = 0; length < whole; length++) {
            FlakeException error = errorOf(Arrays.copyOf(text, length));
            assertThat(error).as("the first %d bytes", length).isNotNull();
            String message = Objects.requireNonNull(error).getMessage();
            assertThat(message).containsAnyOf("unexpected", "trailing slash", "undefined variable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"devshell.nix", "system.nix"})
    void lineEndsDoNotMoveAnError(String name) throws IOException {
        String text = new String(resource(name), StandardCharsets.UTF_8);
        String broken = text.substring(0, text.lastIndexOf('=')) + ")" + text.substring(text.lastIndexOf('='));

        String place = String.valueOf(Objects.requireNonNull(errorOf(broken.getBytes(StandardCharsets.UTF_8)))
                .location());
        assertThat(String.valueOf(Objects.requireNonNull(
                                errorOf(broken.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)))
                        .location()))
                .isEqualTo(place);
    }

    @Test
    void everyRecordedFileIsReadOrRefusedWhereverItIsCutOff() {
        Stream<String> texts = RecordedCases.read("/flake-nix.cases.json").stream()
                .map(c -> String.valueOf(c.get("flake_nix") == null ? c.get("expr") : c.get("flake_nix")));

        texts.map(t -> t.getBytes(StandardCharsets.UTF_8))
                .filter(t -> t.length < 500)
                .forEach(text -> {
                    for (int length = 0; length < text.length; length++) {
                        FlakeException error = errorOf(Arrays.copyOf(text, length));
                        if (error != null) {
                            assertThat(error.getMessage()).isNotBlank();
                        }
                    }
                });
    }
}
