package dev.flakelock.core.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs, with the answers of real Nix. */
class FlakeUrlTest {

    @Test
    void aUrlIsTakenApart() throws BadUrlException {
        FlakeUrl url = FlakeUrl.parse("git+https://us%65r:p%3Aw@Host:8080/a//b%2Fc/?y=1&x=a+b&y=2#frag%20ment");

        assertThat(url.scheme()).isEqualTo("git+https");
        assertThat(url.application()).isEqualTo("git");
        assertThat(url.transport()).isEqualTo("https");
        assertThat(url.authority()).isEqualTo(new FlakeUrl.Authority("user", "p:w", "Host", false, 8080));
        assertThat(url.path()).containsExactly("", "a", "", "b/c", "");
        assertThat(url.query()).isEqualTo(Map.of("x", "a+b", "y", "1"));
        assertThat(url.fragment()).isEqualTo("frag ment");
        assertThat(url).hasToString("git+https://user:p%3Aw@Host:8080/a//b%2Fc/?x=a%2Bb&y=1#frag%20ment");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "same",
            value = {
                "https://h, same",
                "https://h/, same",
                "a:b/c, same",
                "a:, same",
                "file:, file:/",
                "file://, file:///",
                "file://:80/x, same",
                "file://u@/x, same",
                "https://h:/r, https://h/r",
                "https://h:080/x, https://h:80/x",
                "https://h:65535/x, same",
                "https://@h/x, same",
                "https://:p@h/x, same",
                "https://u:@h/x, same",
                "https://a:b:c@h/x, https://a:b%3Ac@h/x",
                "https://[::1]:80/x, same",
                "https://[2001:DB8::0001]/x, same",
                "https://[::ffff:1.2.3.4]/x, same",
                "https://[1:2:3:4:5:6:7::]/x, same",
                "https://[v1.a]/x, same",
                "https://1.2.3.004/x, same",
                "https://ex%41mple/x, https://exAmple/x",
                "https://h%00x/x, same",
                "https://h%ff/x, https://h%FF/x",
                "https://h/%7e%2e%2E;a=(b), https://h/~..%3Ba%3D%28b%29",
                "https://h/a?[x]=1, https://h/a?%5Bx%5D=1",
                "https://h/x#a#b, https://h/x#a%23b",
                "x+y+file://h/x, same",
            })
    void whatIsValidIsPrintedInNixsSpelling(String text, String printed) throws BadUrlException {
        assertThat(FlakeUrl.parse(text)).hasToString(printed == null ? text : printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://h:0/r | port '0' is invalid",
                "https://h:99999/r | port '99999' is invalid",
                "https://h:000000000000000000000/r | port '000000000000000000000' is invalid",
                "https://h:%31/r | 'https://h:%31/r' is not a valid URL: leftover",
                "://x | '://x' is not a valid URL: leftover",
                "1x:y | '1x:y' is not a valid URL: mismatch",
                "`` | '' doesn't have a scheme",
                "https://h/%zz | 'https://h/%zz' is not a valid URL: mismatch",
                "https://h/%4 | 'https://h/%4' is not a valid URL: mismatch",
                "https://h/?%4 | 'https://h/?%4' is not a valid URL: leftover",
                "https://h/#%4 | 'https://h/#%4' is not a valid URL: mismatch",
                "https://h%4/ | 'https://h%4/' is not a valid URL: mismatch",
                "https://u%zz@h/ | 'https://u%zz@h/' is not a valid URL: mismatch",
                "https://u@@h/ | 'https://u@@h/' is not a valid URL: leftover",
                "https://[::g]/ | 'https://[::g]/' is not a valid URL: mismatch",
                "https://[::1/ | 'https://[::1/' is not a valid URL: mismatch",
                "https://::1/ | 'https://::1/' is not a valid URL: leftover",
                "/a b | '/a b' is not a valid URL: leftover",
                "a b:c | 'a b:c' is not a valid URL: leftover",
                "?x | '?x' doesn't have a scheme",
                "#x | '#x' doesn't have a scheme",
                "a/b:c | 'a/b:c' doesn't have a scheme",
                "file://h/x | file:// URL 'file://h/x' has unexpected authority 'h'",
                "x+file://h/x | file:// URL 'x+file://h/x' has unexpected authority 'h'",
                "https://h/a?b c | 'https://h/a?b c' is not a valid URL: leftover",
                "https://h/a#b^c | 'https://h/a#b^c' is not a valid URL: leftover",
                "é:x | 'é:x' is not a valid URL: leftover",
            })
    void whatIsNotValidIsAnErrorInNixsWords(String text, String message) {
        assertThatThrownBy(() -> FlakeUrl.parse(text))
                .isInstanceOf(BadUrlException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fe80::1%25eth0",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "1::2::3",
                "12345::",
                ":::",
                "::1.2.3",
                "::1.2.3.256",
                "1.2.3.4::",
                "",
                "v.a",
                "v1.",
                "vg.a"
            })
    void onlyAddressesStandInBrackets(String address) {
        assertThatThrownBy(() -> FlakeUrl.parse("https://[" + address + "]/"))
                .hasMessageEndingWith("is not a valid URL: mismatch");
    }

    @Test
    void usersNeedNotEscapeSpacesAndQuotes() throws BadUrlException {
        List<String> warnings = new ArrayList<>();

        FlakeUrl url = FlakeUrl.parseLenient("a:b?x=\"1 2\"&y z&&dir=d#f \"^g", warnings::add);

        assertThat(url.query()).isEqualTo(Map.of("x", "\"1 2\"", "dir", "d"));
        assertThat(url.fragment()).isEqualTo("f \"^g");
        assertThat(warnings)
                .containsExactly(
                        "dubious URI query 'y%20z' is missing equal sign '=', ignoring",
                        "dubious URI query '' is missing equal sign '=', ignoring");
    }

    @Test
    void aQuestionMarkInTheFragmentEndsTheLenience() {
        assertThatThrownBy(() -> FlakeUrl.parseLenient("https://h/x#a?b^c", warning -> {}))
                .isInstanceOf(BadUrlException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "path:/x, /x",
        "path:/x/, /x/",
        "path:/x//y, /x/y",
        "path:////x//, /x/",
        "path:///, /",
        "path:, /",
        "path:x/../y, x/../y",
        "path:a//b, a/b",
        "path:x/, x/",
        "path:/a%20b, /a b",
    })
    void urlPathsMeanFilePaths(String url, String path) throws BadUrlException {
        assertThat(FlakeUrl.parse(url).filePath()).isEqualTo(path);
    }

    @Test
    void namesOfFilesHaveNeitherSlashesNorZeroBytes() {
        assertThatThrownBy(() -> FlakeUrl.parse("path:/a%2Fb").filePath())
                .hasMessage("URL path component 'a/b' contains '/', which is not allowed in file names");
        assertThatThrownBy(() -> FlakeUrl.parse("path:/a%00b").filePath())
                .hasMessage("URL path component 'a␀b' contains NUL byte which is not allowed");
    }

    @ParameterizedTest
    @CsvSource({"/x, /x", "/, /", "x, x", "//h/x, /h/x", "/x//y, /x/y", "/x/, /x//", "./x, ./x"})
    void filePathsBecomeUrlPaths(String path, String urlPath) {
        assertThat(String.join("/", UrlPaths.fromFilePath(path))).isEqualTo(urlPath);
    }

    @Test
    void theEmptyFilePathIsOneEmptySegment() {
        assertThat(UrlPaths.fromFilePath("")).containsExactly("");
    }
}
