package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxiesTest {

    private static Proxies proxies(Map<String, String> variables) {
        return new Proxies(Environment.of(variables, Path.of("/"), Path.of("/"), OperatingSystem.LINUX));
    }

    private static Optional<String> proxyHost(Map<String, String> variables, String scheme) throws FlakeException {
        return proxies(variables).proxyFor(scheme, "example.org").map(ProxyServer::host);
    }

    @Test
    void noVariablesNoProxy() throws FlakeException {
        assertThat(proxyHost(Map.of(), "https")).isEmpty();
    }

    @Test
    void httpIsReadInLowerCaseOnly() throws FlakeException {
        assertThat(proxyHost(Map.of("http_proxy", "a"), "http")).contains("a");
        assertThat(proxyHost(Map.of("HTTP_PROXY", "a"), "http")).isEmpty();
        assertThat(proxyHost(Map.of("http_proxy", "a"), "https")).isEmpty();
    }

    @Test
    void httpsInLowerCaseWins() throws FlakeException {
        assertThat(proxyHost(Map.of("HTTPS_PROXY", "a"), "https")).contains("a");
        assertThat(proxyHost(Map.of("HTTPS_PROXY", "a", "https_proxy", "b"), "https"))
                .contains("b");
        assertThat(proxyHost(Map.of("HTTPS_PROXY", "a", "https_proxy", ""), "https"))
                .contains("a");
    }

    @Test
    void oneForAllComesLast() throws FlakeException {
        assertThat(proxyHost(Map.of("ALL_PROXY", "a"), "https")).contains("a");
        assertThat(proxyHost(Map.of("ALL_PROXY", "a", "all_proxy", "b"), "http"))
                .contains("b");
        assertThat(proxyHost(Map.of("all_proxy", "a", "https_proxy", "b"), "https"))
                .contains("b");
    }

    @Test
    void exceptionsInLowerCaseWin() throws FlakeException {
        Map<String, String> both = Map.of("https_proxy", "a", "no_proxy", "other.org", "NO_PROXY", "example.org");
        assertThat(proxyHost(both, "https")).contains("a");
        Map<String, String> emptyLower = Map.of("https_proxy", "a", "no_proxy", "", "NO_PROXY", "example.org");
        assertThat(proxyHost(emptyLower, "https")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://p:3128 | HTTP | p | 3128",
                "p | HTTP | p | 1080",
                "p:80/path?q | HTTP | p | 80",
                "http://p/ | HTTP | p | 1080",
                "https://p | HTTPS | p | 443",
                "HTTPS://p:8443 | HTTPS | p | 8443",
                "socks://p | SOCKS4 | p | 1080",
                "socks4://p | SOCKS4 | p | 1080",
                "socks4a://p | SOCKS4A | p | 1080",
                "socks5://127.0.0.1:9050 | SOCKS5 | 127.0.0.1 | 9050",
                "socks5h://p:1 | SOCKS5H | p | 1",
                "http://[::1]:3128 | HTTP | ::1 | 3128",
                "[fe80::1] | HTTP | fe80::1 | 1080",
            })
    void theUrlOfAProxy(String url, ProxyServer.Kind kind, String host, int port) throws FlakeException {
        assertThat(proxies(Map.of("https_proxy", url)).proxyFor("https", "h"))
                .contains(new ProxyServer(kind, host, port, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://u:p@h:1 | u | p",
                "u:p@h | u | p",
                "http://u@h | u | ''",
                "http://:p@h | '' | p",
                "http://a%40b:c%3Ad%20+@h | a@b | c:d +",
                "http://u:100%@h | u | 100%",
            })
    void credentialsInTheUrl(String url, String user, String password) throws FlakeException {
        assertThat(proxies(Map.of("https_proxy", url)).proxyFor("https", "x").flatMap(ProxyServer::credentials))
                .contains(new Credentials(user, password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ftp://h | Unsupported proxy scheme for 'ftp://h'",
                "ftp://u:s3cret@h | Unsupported proxy scheme for '***@h'",
                "http:// | Unsupported proxy syntax in 'http://': No host present",
                "u:s3cret@ | Unsupported proxy syntax in '***@': No host present",
                "u:s3cret@q@h | Unsupported proxy syntax in '***@h': Bad hostname",
                "[x]:80 | Unsupported proxy syntax in '[x]:80': Bad hostname",
                "h:port | Unsupported proxy syntax in 'h:port': Port number was not a decimal number between 0 and 65535",
                "h:65536 | Unsupported proxy syntax in 'h:65536': Port number was not a decimal number between 0 and 65535",
                "h:9999999999 | Unsupported proxy syntax in 'h:9999999999': Port number was not a decimal number between 0 and 65535",
            })
    void whatCannotBeUnderstoodIsAnErrorWithoutSecrets(String url, String message) {
        assertThatThrownBy(() -> proxyHost(Map.of("https_proxy", url), "https"))
                .isInstanceOf(FlakeException.class)
                .hasMessage(message);
    }

    @Test
    void secretsStayOutOfTheText() throws FlakeException {
        Optional<ProxyServer> proxy =
                proxies(Map.of("https_proxy", "u:s3cret@h")).proxyFor("https", "x");
        assertThat(proxy).isPresent();
        assertThat(proxy.toString()).doesNotContain("s3cret");
    }
}
