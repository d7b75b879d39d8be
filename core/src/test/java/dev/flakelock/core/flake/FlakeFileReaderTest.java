package dev.flakelock.core.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.LanguageOptions;
import dev.flakelock.core.nix.SourceText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class FlakeFileReaderTest {

    private static final String OUTPUTS = " outputs = _: { }; ";

    private static FlakeFile<String> read(String text) throws FlakeException {
        return read(text, new AcceptingParser());
    }

    private static FlakeFile<String> read(String text, InputReferenceParser<String> references) throws FlakeException {
        LanguageOptions options = LanguageOptions.pure("/nix/store/x-source");
        return FlakeFileReader.read(
                new FlakeSource(SourceText.of("/f/flake.nix", text), options, "/nix/store/x-source", "path:/f", "/f/"),
                references);
    }

    private static FlakeException errorOf(String text) {
        return Objects.requireNonNull(catchThrowableOfType(FlakeException.class, () -> read(text)));
    }

    private static InputDeclaration<String> input(FlakeFile<String> flake, String name) {
        return Objects.requireNonNull(flake.inputs().get(name));
    }

    /** Refuses everything, saying what it was asked for. */
    private static final InputReferenceParser<String> REFUSING = new InputReferenceParser<>() {
        @Override
        public String fromUrl(String url, boolean isFlake) throws FlakeException {
            throw new FlakeException("bad url " + url);
        }

        @Override
        public String fromAttributes(SortedMap<String, Object> attributes) throws FlakeException {
            throw new FlakeException("bad attributes " + attributes);
        }

        @Override
        public String fromArgument(String name) throws FlakeException {
            throw new FlakeException("bad argument " + name);
        }
    };

    @Test
    void readsWhatAFlakeDeclares() throws FlakeException {
        FlakeFile<String> flake = read("""
                {
                  description = "An example";
                  inputs = {
                    nixpkgs.url = "github:NixOS/nixpkgs";
                    data = { url = ./data; flake = false; };
                    other = { type = "git"; url = "https://e.org/r"; shallow = true; revCount = 7; };
                    same.follows = "other/nixpkgs";
                    other.inputs.nixpkgs.follows = "nixpkgs";
                  };
                  outputs = { self, nixpkgs, extra ? null, ... }: { };
                  nixConfig = { a = "b"; c = 1; d = true; e = [ "f" "g" ]; };
                }
                """);

        assertThat(flake.description()).isEqualTo("An example");
        assertThat(flake.inputs().keySet()).containsExactly("data", "extra", "nixpkgs", "other", "same");
        assertThat(input(flake, "nixpkgs").reference()).isEqualTo("url github:NixOS/nixpkgs");
        assertThat(input(flake, "data").reference()).isEqualTo("url path:data (no flake)");
        assertThat(input(flake, "other").reference())
                .isEqualTo("attributes {revCount=7, shallow=true, type=git, url=https://e.org/r}");
        assertThat(input(flake, "extra").reference()).isEqualTo("argument extra");
        assertThat(input(flake, "same").follows()).containsExactly("other", "nixpkgs");
        assertThat(Objects.requireNonNull(input(flake, "other").overrides().get("nixpkgs"))
                        .follows())
                .containsExactly("nixpkgs");
        assertThat(flake.outputArguments()).containsExactlyInAnyOrder("self", "nixpkgs", "extra");
        assertThat(flake.nixConfig()).isEqualTo(Map.of("a", "b", "c", 1L, "d", true, "e", List.of("f", "g")));
        assertThat(flake.warnings()).isEmpty();
    }

    @Test
    void inputsAreSortedByTheirBytes() throws FlakeException {
        FlakeFile<String> flake = read(
                "{ inputs = { b = { }; \"𝒂\" = { }; \"\uFF21\" = { }; B = { }; a-b = { }; a_b = { }; \"\" = { }; };"
                        + OUTPUTS + "}");

        assertThat(flake.inputs().keySet()).containsExactly("", "B", "a-b", "a_b", "b", "\uFF21", "𝒂");
    }

    @Test
    void pathLiteralsAreRelativeToTheFile() throws FlakeException {
        FlakeFile<String> flake = read(
                "{ inputs = { a.url = ./.; b.url = ./b/../c; c.url = ../x; d.url = ../../../../y; };" + OUTPUTS + "}");

        assertThat(flake.inputs().values())
                .extracting(InputDeclaration::reference)
                .containsExactly("url path:.", "url path:c", "url path:../x", "url path:../../../y");
    }

    @Test
    void anEmptyFollowsIsTheRootFlake() throws FlakeException {
        FlakeFile<String> flake =
                read("{ inputs = { a.follows = \"\"; b.follows = \"/\"; c.follows = \"x//y/\"; };" + OUTPUTS + "}");

        assertThat(flake.inputs().values())
                .extracting(InputDeclaration::follows)
                .containsExactly(List.of(), List.of(), List.of("x", "y"));
    }

    @Test
    void theErrorOfAReferenceComesWhenNixParsesIt() {
        assertThat(catchThrowableOfType(
                        FlakeException.class, () -> read("{ inputs = { b.url = \"x\"; a.url = 1; }; }", REFUSING)))
                .hasMessage("bad url x");
        assertThat(catchThrowableOfType(
                        FlakeException.class,
                        () -> read("{ inputs = { b = { url = \"x\"; flake = 1; }; }; }", REFUSING)))
                .hasMessage("expected a Boolean but got an integer at /f/flake.nix:1:31");
        assertThat(catchThrowableOfType(
                        FlakeException.class,
                        () -> read("{ outputs = { self, z }: 1; foo = 1; nixConfig = 1; }", REFUSING)))
                .hasMessage("bad argument z");
    }

    @Test
    void theErrorOfAttributesSaysWhichInputItIsAbout() {
        FlakeException error = catchThrowableOfType(
                FlakeException.class, () -> read("{ inputs.a.inputs.b = { type = \"x\"; };" + OUTPUTS + "}", REFUSING));

        assertThat(error).hasMessage("bad attributes {type=x}");
        assertThat(ErrorText.render(error, ErrorText.Options.PLAIN)).isEqualTo("""
                error:
                       … while evaluating flake attribute 'inputs'
                         at /f/flake.nix:1:3:
                            1| { inputs.a.inputs.b = { type = "x"; }; outputs = _: { }; }
                             |   ^

                       … while evaluating flake input
                         at /f/flake.nix:1:3:
                            1| { inputs.a.inputs.b = { type = "x"; }; outputs = _: { }; }
                             |   ^

                       error: bad attributes {type=x}""");
    }

    @Test
    void anUnknownAttributeThatLooksLikeAKnownOneGetsAHint() {
        assertThat(errorOf("{ input.a.url = \"x\";" + OUTPUTS + "}").hint()).isEqualTo("Did you mean 'inputs'?");
        assertThat(errorOf("{ inputs.a.ulr = \"x\";" + OUTPUTS + "}").hint()).isEqualTo("Did you mean 'url'?");
        assertThat(errorOf("{ inputs.a.rev = \"x\";" + OUTPUTS + "}").hint()).contains("need a 'type'");
        assertThat(errorOf("{ edition = 1;" + OUTPUTS + "}").hint()).isNull();
    }

    @Test
    void inputsThatAreNestedTooDeepAreRefused() {
        String deep = "{ inputs.a = ".repeat(100_000) + "{ }" + "; }".repeat(100_000);

        assertThat(errorOf(deep)).hasMessageStartingWith("more than 500 'inputs' are nested at /f/flake.nix:1:");
    }

    @Test
    void manyInputsOnOneLineAreRead() throws FlakeException {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 100_000; i++) {
            text.append(" inputs.a").append(i).append(".url = \"github:owner/repository\";");
        }

        assertThat(read(text + OUTPUTS + "}").inputs()).hasSize(100_000);
    }

    @Test
    void aNameThatMustBeComputedIsRefusedWithAHint() {
        FlakeException error = errorOf("{ ${toString 1} = 1;" + OUTPUTS + "}");

        assertThat(error).hasMessageContaining("must be evaluated");
        assertThat(error.hint()).contains("plain string");
    }
}
