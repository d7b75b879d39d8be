package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the reference of a {@code flake.nix} is the one of a lock file, as real Nix decides. */
class CanonicalReferencesTest {

    private static final Schemes SCHEMES = StandardSchemes.language();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "github:a/b | type=github owner=a repo=b",
                "github:a/b?ref=main | type=github owner=a repo=b ref=main",
                "github:a/b?foo=1 | type=github owner=a repo=b",
                "git+https://h/r?dir=sub | type=git url=https://h/r?dir=sub dir=sub",
                "git+https://h/r?dir=sub | type=git url=https://h/r dir=sub",
                "git+https://h/r?b=1&a=2 | type=git url=https://h/r?b=1&a=2",
                "git+https://h/a+b | type=git url=https://h/a+b",
                "git+ssh://git@h/r | type=git url=git@h:r",
                "git+https://h/r | type=git url=git+https://h/r",
                "https://h/x.tar.gz?dir=s | type=tarball url=https://h/x.tar.gz?dir=s dir=s",
                "https://h/+x.tar.gz | type=tarball url=https://h/+x.tar.gz",
                "nixpkgs | type=indirect id=nixpkgs",
                "path:./sub | type=path path=./sub",
            })
    void theEntryIsKept(String url, String original) throws FlakeException {
        assertThat(fromLock(original).canonical()).isEqualTo(parse(url).canonical());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github:A/b | type=github owner=a repo=b",
                "github:a/b/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                        + " | type=github owner=a repo=b rev=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "github:a/b?dir=x | type=github owner=a repo=b",
                "git+https://h/r?dir=sub | type=git url=https://h/r?dir=other dir=sub",
                "git+https://h/r?dir=sub | type=git url=https://h/r?dir=sub",
                "git+https://h/r?shallow=0 | type=git url=https://h/r",
                "nixpkgs/main | type=indirect id=nixpkgs",
                "path:./sub | type=path path=sub",
                "file+https://h/x | type=tarball url=https://h/x",
            })
    void theEntryIsStale(String url, String original) throws FlakeException {
        assertThat(fromLock(original).canonical()).isNotEqualTo(parse(url).canonical());
    }

    @Test
    void aUrlThatIsNoneStaysAsItIs() throws FlakeException {
        FlakeRef ref = fromLock("type=tarball url=h/x dir=d");

        assertThat(ref.canonical()).isEqualTo(ref);
    }

    private static FlakeRef parse(String url) throws FlakeException {
        return FlakeRef.parse(url, RefContext.input(SCHEMES, true));
    }

    private static FlakeRef fromLock(String attributes) throws FlakeException {
        Attrs attrs = Attrs.none();
        for (String attribute : attributes.split(" ", -1)) {
            int equals = attribute.indexOf('=');
            attrs = attrs.with(attribute.substring(0, equals), attribute.substring(equals + 1));
        }
        return FlakeRef.fromAttrs(attrs, SCHEMES);
    }
}
