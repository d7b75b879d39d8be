package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.IndirectScheme;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.core.ref.Schemes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every scheme in the list keeps to. */
class SchemeContractTest {

    private static final Schemes SCHEMES = StandardSchemes.language();

    /** A small URL for each type. Every scheme in the list needs one here. */
    private static final Map<String, String> EXAMPLES = Map.of(
            "file", "file+https://h/x",
            "git", "git+https://h/r",
            "github", "github:o/r",
            "gitlab", "gitlab:o/r",
            "hg", "hg+https://h/r",
            "indirect", "flake:nixpkgs",
            "path", "path:/x",
            "sourcehut", "sourcehut:~o/r",
            "tarball", "tarball+https://h/x");

    static Stream<InputScheme> schemes() {
        return SCHEMES.list().stream();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void itHasATypeOfItsOwnByWhichItIsFound(InputScheme scheme) {
        assertThat(scheme.type()).matches("[a-z]+").isIn(EXAMPLES.keySet());
        assertThat(SCHEMES.find(scheme.type())).containsSame(scheme);
        assertThat(SCHEMES.list())
                .filteredOn(other -> other.type().equals(scheme.type()))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void itsAttributesAreDescribed(InputScheme scheme) {
        assertThat(scheme.attributes())
                .isNotEmpty()
                .extracting(SchemeAttribute::name)
                .doesNotHaveDuplicates()
                .doesNotContain("type", "dir", "__final")
                .contains("narHash");
        assertThat(scheme.attributes()).extracting(SchemeAttribute::doc).allMatch(doc -> doc.matches("[A-Z].*\\."));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void itTakesItsOwnUrlAndNoOther(InputScheme scheme) throws FlakeException {
        for (Map.Entry<String, String> example : EXAMPLES.entrySet()) {
            FlakeUrl url = FlakeUrl.parse(example.getValue());
            assertThat(scheme.fromUrl(url, true).isPresent())
                    .as("%s takes %s", scheme.type(), url)
                    .isEqualTo(example.getKey().equals(scheme.type()));
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void anInputIsItsAttributes(InputScheme scheme) throws FlakeException {
        Input input = example(scheme);

        assertThat(input.type()).isEqualTo(scheme.type());
        assertThat(input.scheme()).isSameAs(scheme);
        assertThat(SCHEMES.inputFromAttrs(input.attrs())).isEqualTo(input);
        assertThat(SCHEMES.inputFromAttrs(input.attrs().with(Attrs.FINAL, true)).isFinal())
                .isTrue();
        assertThat(input.isLocked()).isFalse();
        assertThat(input.toUrl().fragment()).isEmpty();
        assertThat(input.isDirect()).isEqualTo(!scheme.type().equals("indirect"));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void unknownAttributesAreRefused(InputScheme scheme) throws FlakeException {
        Attrs attrs = example(scheme).attrs().with("colour", "red");

        assertThatThrownBy(() -> scheme.fromAttrs(attrs))
                .hasMessage("input attribute 'colour' not supported by scheme '" + scheme.type() + "'");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void requiredAttributesMustBeThere(InputScheme scheme) throws FlakeException {
        Attrs attrs = example(scheme).attrs();
        for (SchemeAttribute attribute : scheme.attributes()) {
            if (attribute.required()) {
                assertThatThrownBy(() -> scheme.fromAttrs(attrs.without(attribute.name())))
                        .hasMessage("input attribute '" + attribute.name() + "' is missing");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void attributesHaveTheKindOfTheTable(InputScheme scheme) throws FlakeException {
        Attrs attrs = example(scheme).attrs();
        for (SchemeAttribute attribute : scheme.attributes()) {
            AttrValue wrong = attribute.kind() == Kind.NUMBER ? new AttrValue.Flag(true) : new AttrValue.Int(5);
            if (attribute.kind() != Kind.ANY) {
                assertThatThrownBy(() -> scheme.fromAttrs(attrs.with(attribute.name(), wrong)))
                        .isInstanceOf(FlakeException.class)
                        .hasMessageStartingWith("input attribute '" + attribute.name() + "' is not a");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void aDirectoryIsKeptApart(InputScheme scheme) throws FlakeException {
        Input input = example(scheme);
        FlakeRef ref = FlakeRef.fromAttrs(input.attrs().with("dir", "a b"), SCHEMES);

        assertThat(ref.input()).isEqualTo(input);
        assertThat(ref.subdir()).isEqualTo("a b");
        assertThat(ref.toUrl().query()).containsEntry("dir", "a b");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theFetchingHalfDoesTheFetching(InputScheme scheme) throws FlakeException {
        Input input = example(scheme);
        String message = scheme.type().equals("indirect")
                ? "indirect input 'flake:nixpkgs' cannot be fetched directly"
                : "input '" + input.toUrl() + "' cannot be fetched here";

        assertThatThrownBy(() -> scheme.fetch(input, new TestContext())).hasMessage(message);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void nothingChangesWithoutRefAndRev(InputScheme scheme) throws FlakeException {
        Input input = example(scheme);

        assertThat(scheme.withRefAndRev(input, null, null)).isEqualTo(input);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void itRefusesFilesThatItCannotWrite(InputScheme scheme) throws FlakeException {
        Input input = example(scheme);

        assertThatThrownBy(() -> scheme.putFile(input, "flake.lock", FileChange.creating(new byte[0]), null))
                .isInstanceOf(FlakeException.class)
                .hasMessageEndingWith("cannot be written to");
    }

    private static Input example(InputScheme scheme) throws FlakeException {
        String url = EXAMPLES.get(scheme.type());
        assertThat(url).isNotNull();
        return FlakeRef.parse(url, RefContext.absolute(SCHEMES)).input();
    }

    @Test
    void anotherSchemeCanReplaceOne() {
        InputScheme other = new IndirectScheme();

        Schemes replaced = SCHEMES.with(other);

        assertThat(replaced.find("indirect")).containsSame(other);
        assertThat(replaced.list()).hasSameSizeAs(SCHEMES.list());
        assertThat(List.copyOf(EXAMPLES.keySet())).hasSameSizeAs(SCHEMES.list());
    }
}
