package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hash path | file | convert | to-…}; what is printed was recorded from Nix 2.34.8. */
class HashCommandsTest {

    private static final String HELP = "Try 'nix --help' for more information.\n";

    private CommandRun nix;

    @BeforeEach
    void aDirectoryWithAFileAndALink(@TempDir Path root) throws IOException {
        nix = new CommandRun(root);
        nix.write("d/f", "hi\n");
        Files.createSymbolicLink(nix.directory.resolve("d/l"), Path.of("f"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hash path d                        | sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=",
                "hash path ../w/./d/../d            | sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=",
                "hash path --algo md5 d             | md5-ty5l2RJQDscKH29DrOt6Fw==",
                "hash path --format base64 d        | VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=",
                "hash path --format nix32 d         | 02byc4k807gr42alg40vwhdxicrgcini00pappn2d6cscskmp7jl",
                "hash path --base16 d               | 549e5ba7669a9926ecbdea02106d642fb3d81be41b90479520f91d8026617e09",
                "hash path --base16 --sri d         | sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=",
                "hash path d/f                      | sha256-EFUdrtf6Rn0LWIJufrmg8q99aT3jGfLvd1//zaJEufY=",
                "hash path d/l                      | sha256-gZZs/k5xWN/bZQovmsJZSl8JLvw9lt8VC7Bfpl3xv7c=",
                "hash path --mode flat d/f          | sha256-mOpuTyFvL7S2n/+bOkSELDhobKaF8/VdxIxdP7EQe+Q=",
                "hash file d/l                      | sha256-mOpuTyFvL7S2n/+bOkSELDhobKaF8/VdxIxdP7EQe+Q=",
                "hash file --base32 d/f             | 1r3v22qkypccqifzbww5lrn6hf1chi23m6zzkyvb8bvg457nxslq"
            })
    void hashes(String arguments, String hash) {
        assertThat(nix.run(arguments.split(" +"))).isZero();
        assertThat(nix.out()).isEqualTo(hash + "\n");
        assertThat(nix.err()).isEmpty();
    }

    @Test
    void hashesWithAnotherAlgorithm() {
        assertThat(nix.run("hash", "path", "--base16", "--type", "sha512", "d")).isZero();
        assertThat(nix.out())
                .isEqualTo(
                        "2107d2ed2bd24055b6fb3a279e4a3c8c23b716be2e2312628154b61b4b6d7c605e899571f0ea23134bb6257c26eb"
                                + "faf825d29b3b07845a050d4b627c0330a03e\n");
    }

    @Test
    void hashesSeveralPathsOrNone() {
        assertThat(nix.run("hash", "path", "d/f", "d/l")).isZero();
        assertThat(nix.out().lines())
                .containsExactly(
                        "sha256-EFUdrtf6Rn0LWIJufrmg8q99aT3jGfLvd1//zaJEufY=",
                        "sha256-gZZs/k5xWN/bZQovmsJZSl8JLvw9lt8VC7Bfpl3xv7c=");
        assertThat(nix.run("hash", "path")).isZero();
        assertThat(nix.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hash path nope              | path '/DIR/nope' does not exist",
                "hash file nope              | opening file \"\"nope\"\": No such file or directory",
                "hash file d                 | read of 65536 bytes: Is a directory",
                "hash convert abc            | hash 'abc' does not include a type, nor is the type otherwise known from context",
                "hash convert --hash-algo sha256 abc | hash 'abc' has wrong length for hash algorithm 'sha256'",
                "hash convert --from base16 sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk= | input hash 'sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=' has format 'sri', but '--from base16' was specified",
                "hash convert --hash-algo sha512 sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk= | hash 'sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=' should have type 'sha512'"
            })
    void failures(String arguments, String message) {
        assertThat(nix.run(arguments.split(" +"))).isEqualTo(1);
        assertThat(nix.err()).isEqualTo("error: " + message.replace("\"\"", "\"") + "\n");
        assertThat(nix.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hash path --format bogus d  | unknown hash format 'bogus', expect 'base16', 'base32', 'base64', or 'sri'",
                "hash path --algo foo d      | unknown hash algorithm 'foo', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
                "hash path --mode text d     | Unknown file ingestion method 'text', expect `flat`, `nar`, or `git`",
                "hash file --algo sha1 d/f   | unrecognised flag '--algo'",
                "hash bogus                  | 'bogus' is not a recognised command"
            })
    void usageErrors(String arguments, String message) {
        assertThat(nix.run(arguments.split(" +"))).isEqualTo(1);
        assertThat(nix.err()).isEqualTo("error: " + message + "\n" + HELP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--to base16 sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk= | 549e5ba7669a9926ecbdea02106d642fb3d81be41b90479520f91d8026617e09",
                "--to nix32 --from sri sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk= | 02byc4k807gr42alg40vwhdxicrgcini00pappn2d6cscskmp7jl",
                "--to base64 --from nix32 --hash-algo sha256 02byc4k807gr42alg40vwhdxicrgcini00pappn2d6cscskmp7jl | VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk=",
                "sha256:02byc4k807gr42alg40vwhdxicrgcini00pappn2d6cscskmp7jl | sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk="
            })
    void converts(String arguments, String hash) {
        assertThat(nix.run(("hash convert " + arguments).split(" +"))).isZero();
        assertThat(nix.out()).isEqualTo(hash + "\n");
        assertThat(nix.err()).isEmpty();
    }

    @Test
    void warnsOfOldNames() {
        assertThat(nix.run("hash", "to-base32", "sha256-VJ5bp2aamSbsveoCEG1kL7PYG+QbkEeVIPkdgCZhfgk="))
                .isZero();
        assertThat(nix.out()).isEqualTo("02byc4k807gr42alg40vwhdxicrgcini00pappn2d6cscskmp7jl\n");
        assertThat(nix.err())
                .isEqualTo("warning: The old format conversion subcommands of `nix hash` were deprecated in favor of"
                        + " `nix hash convert`.\n");
        assertThat(nix.run("hash", "path", "--format", "base32", "d")).isZero();
        assertThat(nix.err()).isEqualTo("warning: \"base32\" is a deprecated alias for hash format \"nix32\".\n");
    }
}
