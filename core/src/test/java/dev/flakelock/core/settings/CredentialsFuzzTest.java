package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Whatever a netrc file or a proxy's variable holds, reading it ends in a value or in one of our errors. */
final class CredentialsFuzzTest {

    @FuzzTest(maxDuration = "60m")
    void netrc(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Netrc netrc = Netrc.parse(text);
        String lower = text.toLowerCase(Locale.ROOT);
        if (netrc.credentialsFor("h").isPresent()) {
            assertThat(lower).containsAnyOf("machine", "default").containsAnyOf("login", "password");
        }
        // An entry in front answers first, whatever follows it.
        Netrc prefixed = Netrc.parse("machine h login l password p\nmachine x\n" + text);
        assertThat(prefixed.credentialsFor("h")).contains(new Credentials("l", "p"));
    }

    @FuzzTest(maxDuration = "60m")
    void proxies(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Environment environment = Environment.of(
                Map.of("https_proxy", text, "no_proxy", text), Path.of("/"), Path.of("/"), OperatingSystem.LINUX);
        for (String host : new String[] {"example.org", "10.0.0.1", "[::1]"}) {
            try {
                new Proxies(environment).proxyFor("https", host).ifPresent(CredentialsFuzzTest::check);
            } catch (FlakeException expected) {
                assertThat(expected.getMessage()).startsWith("Unsupported proxy ");
            }
        }
    }

    private static void check(ProxyServer proxy) {
        assertThat(proxy.host()).isNotEmpty();
        assertThat(proxy.port()).isBetween(0, 0xffff);
    }
}
