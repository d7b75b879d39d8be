package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.fetcher.http.HttpClients.Variation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What git's configuration and variables say about talking to servers. */
final class RemoteSettingsTest {

    private final Config config = new Config();
    private final Map<String, String> variables = new TreeMap<>();

    private RemoteSettings settings() throws Exception {
        return RemoteSettings.of(
                config, Environment.of(variables, Path.of("/current"), Path.of("/home/me"), OperatingSystem.LINUX));
    }

    private Variation variation(String url) throws Exception {
        return settings().variation(new URIish(url));
    }

    @Test
    void saysNothingByItself() throws Exception {
        assertThat(variation("https://h.example/r")).isEqualTo(new Variation(null, null, false));
        assertThat(settings().rewritten("https://h.example/r")).isEqualTo("https://h.example/r");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/o/r, https://token@github.com/o/r",
        "https://github.com/acme/r, ssh://git@github.com/acme/r",
        "https://gitlab.com/o/r, https://gitlab.com/o/r",
        "gh:o/r, https://token@github.com/o/r"
    })
    void putsOtherUrlsInThePlaceOfSome(String asked, String used) throws Exception {
        config.fromText("""
                [url "https://token@github.com/"]
                insteadOf = https://github.com/
                insteadOf = gh:
                [url "ssh://git@github.com/acme/"]
                insteadOf = https://github.com/acme/
                """);

        assertThat(settings().rewritten(asked)).isEqualTo(used);
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/r, http://proxy:1",
        "https://h.example/r, http://special:2",
        "https://h.example:443/r, http://special:2",
        "https://h.example:444/r, http://proxy:1",
        "http://h.example/r, http://proxy:1",
        "https://h.example/deep/r, ''",
        "https://h.example/deeper, http://special:2",
        "https://a.wild.example/r, http://wild:3",
        "https://a.b.wild.example/r, http://proxy:1"
    })
    void knowsProxiesForCertainUrls(String url, String proxy) throws Exception {
        config.fromText("""
                [http]
                proxy = http://proxy:1
                [http "https://h.example"]
                proxy = http://special:2
                [http "https://h.example/deep/"]
                proxy =
                [http "https://*.wild.example"]
                proxy = http://wild:3
                """);

        assertThat(variation(url).proxy()).isEqualTo(proxy);
    }

    @Test
    void knowsCertificates() throws Exception {
        config.fromText("[http]\nsslCAInfo = ~/ca.pem\n[http \"https://h.example\"]\nsslCAInfo = special.pem\n");
        assertThat(variation("https://other.example/").caFile()).isEqualTo(Path.of("/home/me/ca.pem"));
        assertThat(variation("https://h.example/").caFile()).isEqualTo(Path.of("/current/special.pem"));

        variables.put("GIT_SSL_CAINFO", "/etc/ca.pem");
        assertThat(variation("https://h.example/").caFile()).isEqualTo(Path.of("/etc/ca.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example/, true",
        "https://h.example/, false",
    })
    void knowsWhoseCertificatesAreNotChecked(String url, boolean trustsAll) throws Exception {
        config.fromText("[http]\nsslVerify = false\n[http \"https://h.example\"]\nsslVerify = yes\n");
        assertThat(variation(url).trustsAll()).isEqualTo(trustsAll);

        variables.put("GIT_SSL_NO_VERIFY", "1");
        assertThat(variation(url).trustsAll()).isTrue();
    }

    @Test
    void checksCertificatesWhereTheSettingIsNone() throws Exception {
        config.fromText("[http]\nsslVerify = perhaps\n");
        assertThat(variation("https://h.example/").trustsAll()).isFalse();
    }

    @Test
    void saysThatItCannotShowACertificate() throws Exception {
        config.fromText("[http \"https://h.example\"]\nsslCert = me.pem\n");
        assertThat(variation("https://other.example/")).isEqualTo(new Variation(null, null, false));
        assertThatThrownBy(() -> variation("https://h.example/"))
                .hasMessage("certificates of clients (http.sslCert, GIT_SSL_CERT) are not supported");
    }

    @Test
    void readsVariablesThatStandForConfiguration() throws Exception {
        config.fromText("[http]\nproxy = http://file:1\n");
        variables.put("GIT_CONFIG_COUNT", "2");
        variables.put("GIT_CONFIG_KEY_0", "http.https://h.example.proxy");
        variables.put("GIT_CONFIG_VALUE_0", "http://variable:2");
        variables.put("GIT_CONFIG_KEY_1", "url.https://mirror.example/.insteadOf");
        variables.put("GIT_CONFIG_VALUE_1", "https://h.example/");

        assertThat(variation("https://h.example/").proxy()).isEqualTo("http://variable:2");
        assertThat(variation("https://i.example/").proxy()).isEqualTo("http://file:1");
        assertThat(settings().rewritten("https://h.example/r")).isEqualTo("https://mirror.example/r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999", ""})
    void passesOverCountsThatAreNone(String count) throws Exception {
        variables.put("GIT_CONFIG_COUNT", count);
        assertThat(variation("https://h.example/").proxy()).isNull();
    }

    @Test
    void readsAnotherFileOfTheUser(@TempDir Path directory) throws Exception {
        config.fromText("[http]\nproxy = http://file:1\n");
        Path file = Files.writeString(directory.resolve("config"), "[http]\nproxy = http://other:2\n");
        variables.put("GIT_CONFIG_GLOBAL", file.toString());

        assertThat(variation("https://h.example/").proxy()).isEqualTo("http://other:2");
    }
}
