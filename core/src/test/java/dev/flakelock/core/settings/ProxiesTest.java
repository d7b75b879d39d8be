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
                "http://u:p@q@h | u | p@q",
                "http://u:100%@h | u | 100%",
            })
    void credentialsInTheUrl(String url, String user, String password) throws FlakeException {
        assertThat(proxies(Map.of("https_proxy", url)).proxyFor("https", "x").flatMap(ProxyServer::credentials))
                .contains(new Credentials(user, password));
    }

    @Test
    void whatCannotBeUnderstoodIsAnErrorWithoutSecrets() {
        assertThatThrownBy(() -> proxyHost(Map.of("https_proxy", "ftp://u:s3cret@h"), "https"))
                .hasMessage("Unsupported proxy scheme for '***@h'");
        assertThatThrownBy(() -> proxyHost(Map.of("https_proxy", "http://"), "https"))
                .hasMessage("Unsupported proxy syntax in 'http://'");
        assertThatThrownBy(() -> proxyHost(Map.of("https_proxy", "u:s3cret@h:70000"), "https"))
                .isInstanceOf(FlakeException.class)
                .hasMessageNotContainingAny("s3cret");
        assertThatThrownBy(() -> proxyHost(Map.of("https_proxy", "h:port"), "https"))
                .isInstanceOf(FlakeException.class);
    }

    @Test
    void secretsStayOutOfTheText() throws FlakeException {
        Optional<ProxyServer> proxy =
                proxies(Map.of("https_proxy", "u:s3cret@h")).proxyFor("https", "x");
        assertThat(proxy).isPresent();
        assertThat(proxy.toString()).doesNotContain("s3cret");
    }
}
