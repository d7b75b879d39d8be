package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryReader;
import dev.flakelock.core.registry.RegistryWriter;
import dev.flakelock.core.registry.UserRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of registries, as real Nix reads and writes them. */
class RegistryFilesTest {

    private static final Schemes SCHEMES = StandardSchemes.language();
    private static final String X_TO_GITHUB =
            "{'from':{'type':'indirect','id':'x'}," + "'to':{'type':'github','owner':'o','repo':'r'}}";

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("nix/registry.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | cannot parse flake registry 'F': [json.exception.type_error.306] cannot use value() with array",
                "{} | cannot read flake registry 'F': error: flake registry 'F' has unsupported version 0",
                "{'version':1} | cannot read flake registry 'F': error: flake registry 'F' has unsupported version 1",
                "{'version':true} | cannot read flake registry 'F': error: flake registry 'F' has unsupported version 1",
                "{'version':'2'} | cannot parse flake registry 'F': [json.exception.type_error.302] type must be"
                        + " number, but is string",
                "{'version':null} | cannot parse flake registry 'F': [json.exception.type_error.302] type must be"
                        + " number, but is null",
                "{'version':2,'flakes':5} | cannot parse flake registry 'F': [json.exception.type_error.305] cannot"
                        + " use operator[] with a string argument with number",
                "{'version':2,'flakes':['s']} | cannot parse flake registry 'F': [json.exception.type_error.305]"
                        + " cannot use operator[] with a string argument with string",
                "{'version':2,'flakes':[null]} | cannot read flake registry 'F': error: 'type' attribute to specify"
                        + " input scheme is required but not provided",
                "{'version':2,'flakes':[{'from':{'type':'indirect','id':'x'},'to':{'type':null}}]} | cannot read"
                        + " flake registry 'F': error: unsupported input attribute type in lock file",
                "{'version':2,'flakes':[{'from':{'type':'indirect','id':'x','dir':'d'},'to':{'type':'github',"
                        + "'owner':'o','repo':'r'}}]} | cannot read flake registry 'F': error: input attribute 'dir'"
                        + " not supported by scheme 'indirect'",
                "{'version':2,'flakes':[{'from':{'type':'indirect','id':'x'},'to':{'type':'github','owner':'o',"
                        + "'repo':'r'},'exact':1}]} | cannot parse flake registry 'F':"
                        + " [json.exception.type_error.302] type must be boolean, but is number",
            })
    void aBrokenRegistryIsEmptyWithAWarning(String json, String warning) {
        assertThat(read(json).entries()).isEmpty();
        assertThat(warnings).containsExactly(warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'version':2}", "{'version':2.7}", "{'version':2,'flakes':null}", "{'version':2,'flakes':[]}"})
    void aRegistryMayBeEmpty(String json) {
        assertThat(read(json).entries()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatIsNotJsonIsEmptyWithAWarning() {
        assertThat(read("{").entries()).isEmpty();
        assertThat(read("").entries()).isEmpty();
        assertThat(warnings)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("cannot parse flake registry 'F': [json.exception.parse_error.101] parse"
                                        + " error at line 1, column 2: syntax error while parsing"),
                        second -> assertThat(second)
                                .isEqualTo("cannot parse flake registry 'F': [json.exception.parse_error.101] parse"
                                        + " error at line 1, column 1: attempting to parse an empty input; check that"
                                        + " your input string or stream contains the expected JSON"));
    }

    @Test
    void entriesBeforeTheBrokenOneStay() {
        assertThat(read("{'version':2,'flakes':[" + X_TO_GITHUB + ",5]}").entries())
                .hasSize(1);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void targetsOfUnknownTypesAreKept() {
        Registry registry = read("{'version':2,'flakes':[{'from':{'type':'indirect','id':'x'},"
                + "'to':{'type':'nope','owner':'o'},'exact':true,'more':1}]}");

        assertThat(warnings).isEmpty();
        assertThat(registry.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.exact()).isTrue();
            assertThat(entry.to().type()).isEqualTo("nope");
        });
        assertThat(RegistryWriter.toJson(registry)).contains("\"exact\": true,").doesNotContain("more");
    }

    @Test
    void addingWritesWhatNixWrites() throws Exception {
        UserRegistry registry = new UserRegistry(file, SCHEMES);

        registry.add(ref("x"), ref("github:o/old"));
        registry.add(ref("github:a/b?dir=q"), ref("path:/x"));
        registry.add(ref("x"), ref("github:o/r?dir=sub"));

        assertThat(Files.readString(file)).isEqualTo("""
                        {
                          "flakes": [
                            {
                              "from": {
                                "owner": "a",
                                "repo": "b",
                                "type": "github"
                              },
                              "to": {
                                "path": "/x",
                                "type": "path"
                              }
                            },
                            {
                              "from": {
                                "id": "x",
                                "type": "indirect"
                              },
                              "to": {
                                "dir": "sub",
                                "owner": "o",
                                "repo": "r",
                                "type": "github"
                              }
                            }
                          ],
                          "version": 2
                        }""");
    }

    @Test
    void removingTheLastEntryLeavesNull() throws Exception {
        UserRegistry registry = new UserRegistry(file, SCHEMES);
        registry.add(ref("x"), ref("github:o/r"));

        registry.remove(ref("x").input());

        assertThat(Files.readString(file)).isEqualTo("{\n  \"flakes\": null,\n  \"version\": 2\n}");
        assertThat(read(Files.readString(file)).entries()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void onlyExactlyThisEntryIsRemoved() throws Exception {
        UserRegistry registry = new UserRegistry(file, SCHEMES);
        registry.add(ref("x"), ref("github:o/r"));
        registry.add(ref("x/branch"), ref("github:o/s"));

        registry.remove(ref("x").input());

        assertThat(read(Files.readString(file)).entries())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.from()).isEqualTo(ref("x/branch").input()));
    }

    @Test
    void aBrokenFileIsNotOverwritten() throws IOException, FlakeException {
        Files.createDirectories(directory.resolve("nix"));
        Files.writeString(file, "{\"version\":2,\"flakes\":[5]}");
        UserRegistry registry = new UserRegistry(file, SCHEMES);
        FlakeRef from = ref("x");

        assertThatThrownBy(() -> registry.add(from, from))
                .isInstanceOf(FlakeException.class)
                .hasMessageStartingWith("cannot parse flake registry '");
        assertThat(Files.readString(file)).isEqualTo("{\"version\":2,\"flakes\":[5]}");
    }

    @Test
    void aSymbolicLinkStaysOneAndItsTargetIsWritten() throws Exception {
        Files.createDirectories(directory.resolve("nix"));
        Path target = directory.resolve("real.json");
        Files.writeString(target, "{\"version\":2}");
        Files.createSymbolicLink(file, target);

        new UserRegistry(file, SCHEMES).add(ref("x"), ref("github:o/r"));

        assertThat(file).isSymbolicLink();
        assertThat(target).content(StandardCharsets.UTF_8).contains("github");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("nix", "real.json");
    }

    private Registry read(String json) {
        return RegistryReader.read(
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "F", SCHEMES, warnings::add);
    }

    private static FlakeRef ref(String text) throws FlakeException {
        return FlakeRef.parse(text, RefContext.absolute(SCHEMES));
    }
}
