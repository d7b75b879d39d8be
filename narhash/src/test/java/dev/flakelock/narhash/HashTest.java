package dev.flakelock.narhash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts and messages as {@code nix hash convert} of Nix 2.34.8 gives them. */
class HashTest {
    private static final String EMPTY_DIRECTORY = "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=";

    @ParameterizedTest
    @CsvSource({
        "0123456789abcdefabcdef0123456789abcdef01, 07pwvaw9cx2j60ggrnmyzkdbi5kla8q1,"
                + " ASNFZ4mrze+rze8BI0VniavN7wE=, SHA1",
        "000102030405060708090a0b0c0d0e0f, 0g1q6hq2qa1440f1h50h1h4080, AAECAwQFBgcICQoLDA0ODw==, MD5",
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881,"
                + " 10a83a91g1r50bdw8g4hn47m7j7m6angpabwc80l9c16nx11cw9d,"
                + " LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=, SHA256",
        "a4abd4448c49562d828115d13a1fccea927f52b4d5459297f8b43e42da89238bc13626e43dcb38ddb082488927ec904fb42057443983"
                + "e88585179d50551afe62, 1igw6jma2fig1c5x21kji2p42s4z47c4y4li0mhvlwcngg44qvc32r3i7d44gmlz2br4ifmni97z4p"
                + "arhgkml8mh612smj9ii2d9ax4, pKvURIxJVi2CgRXROh/M6pJ/UrTVRZKX+LQ+QtqJI4vBNibkPcs43bCCSIkn7JBPtCBXRD"
                + "mD6IWFF51QVRr+Yg==, SHA512"
    })
    void everySpelling(String base16, String nix32, String base64, HashAlgorithm algorithm) throws Exception {
        Hash hash = Hash.parse(base16, algorithm);

        assertThat(hash.toBase16()).isEqualTo(base16);
        assertThat(hash.toNix32()).isEqualTo(nix32);
        assertThat(hash.toBase64()).isEqualTo(base64);
        assertThat(hash.toSri()).isEqualTo(algorithm.nixName() + "-" + base64);
        assertThat(Hash.parse(nix32, algorithm)).isEqualTo(hash);
        assertThat(Hash.parse(base64, algorithm)).isEqualTo(hash);
        assertThat(Hash.parse(algorithm.nixName() + ":" + base16, null)).isEqualTo(hash);
        assertThat(Hash.parse(algorithm.nixName() + ":" + nix32, null)).isEqualTo(hash);
        assertThat(Hash.parseSri(hash.toSri())).isEqualTo(hash).hasSameHashCodeAs(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo", // no padding
        "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmp=", // unused bits set
        "sha256:pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo="
    })
    void spellingsAreRewritten(String text) throws Exception {
        assertThat(Hash.parse(text, null).toSri()).isEqualTo(EMPTY_DIRECTORY);
    }

    @Test
    void upperCaseHexadecimalIsReadAndALineFeedSkipped() throws Exception {
        assertThat(Hash.parse("0123456789ABCDEFabcdef0123456789abcdef01", HashAlgorithm.SHA1)
                        .toBase16())
                .isEqualTo("0123456789abcdefabcdef0123456789abcdef01");
        assertThat(Hash.parseSri(EMPTY_DIRECTORY + "\n").toSri()).isEqualTo(EMPTY_DIRECTORY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc | SHA1 | hash 'abc' has wrong length for hash algorithm 'sha1'",
                "sha1:abc | | hash 'abc' has wrong length for hash algorithm 'sha1'",
                "abc | | hash 'abc' does not include a type, nor is the type otherwise known from context",
                "'' | | hash '' does not include a type, nor is the type otherwise known from context",
                "0123456789zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz | SHA1"
                        + " | invalid base16 hash '0123456789zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz', length 0 != expected length 20",
                "foo:abc | | unknown hash algorithm 'foo', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
                "foo-abc | | unknown hash algorithm 'foo', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
                "SHA256-abc | | unknown hash algorithm 'SHA256', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'",
                "sha256-abc | | invalid SRI hash 'abc', length 2 != expected length 32",
                "sha256-abcd | | invalid SRI hash 'abcd', length 3 != expected length 32",
                "sha256- | | invalid SRI hash '', length 0 != expected length 32",
                "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUm!= |"
                        + " | invalid SRI hash 'pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUm!=', length 0 != expected length 32",
                "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6S==mo |"
                        + " | invalid SRI hash 'pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6S==mo', length 30 != expected length 32",
                "sha256:pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo | | hash"
                        + " 'pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo' has wrong length for hash algorithm 'sha256'",
                "sha256:pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUm!= | | invalid Base64 hash"
                        + " 'pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUm!=', length 0 != expected length 32",
                "sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo= | SHA1 | hash"
                        + " 'sha256-pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=' should have type 'sha1'",
                "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee | SHA1"
                        + " | invalid nix32 hash 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee', length 0 != expected length 20",
                "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz | SHA256 | invalid nix32 hash"
                        + " 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz', length 33 != expected length 32"
            })
    void refused(String text, @Nullable HashAlgorithm algorithm, String message) {
        assertThatThrownBy(() -> Hash.parse(text, algorithm))
                .isInstanceOf(HashFormatException.class)
                .hasMessage(message);
    }

    @Test
    void sriHasADash() {
        assertThatThrownBy(() -> Hash.parseSri("foo")).hasMessage("hash 'foo' is not SRI");
        assertThatThrownBy(() -> Hash.parseSri("sha256:abc")).hasMessage("hash 'sha256:abc' is not SRI");
    }

    @Test
    void nix32ComesBackAsItWas() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            Hash hash = Hash.of(HashAlgorithm.SHA256, bytes);
            assertThat(Hash.parse(hash.toNix32(), HashAlgorithm.SHA256).bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aHashIsNotChangedThroughItsBytes() {
        byte[] bytes = new byte[32];
        Hash hash = Hash.of(HashAlgorithm.SHA256, bytes);
        bytes[0] = 1;
        hash.bytes()[1] = 1;
        assertThat(hash).isEqualTo(Hash.zeroSha256());
        assertThatThrownBy(() -> Hash.of(HashAlgorithm.SHA1, bytes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void storePathOfASourceTree() throws Exception {
        Hash narHash = Hash.parseSri("sha256-FXWJhjafuIi5NvFlrfZ4O9JCKuAOg7V3XVTMsrX9izs=");

        assertThat(StorePath.ofSource(narHash)).isEqualTo("/nix/store/l4aq1jfdkb9jihk6f05wh8gyh4r6f3r1-source");
        assertThatThrownBy(() -> StorePath.ofSource(Hash.of(HashAlgorithm.SHA1, new byte[20])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
