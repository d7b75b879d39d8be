package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.settings.Credentials;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the helpers of git are asked, and that a URL cannot ask for the password of another host. */
final class CredentialHelpersTest {

    @TempDir
    Path directory;

    @Test
    void theHelperIsAskedAboutTheHost() throws Exception {
        assertThat(ask("https://me@h.example:8443/r")).contains(new Credentials("u", "p"));

        assertThat(question()).isEqualTo("protocol=https\nhost=h.example:8443\nusername=me\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a%0ahost=github.com%0aprotocol=https@evil.example/r",
                "https://evil.example%0ahost=github.com/r",
                "https://evil.example/r%0ahost=github.com",
                "https://a%0dhost=github.com@evil.example/r",
                "https://a%00@evil.example/r",
            })
    void noHelperIsAskedAboutSeveralLines(String url) throws Exception {
        assertThat(ask(url)).isEmpty();

        assertThat(directory.resolve("asked")).doesNotExist();
    }

    @Test
    void aHelperThatTakesTooLongKnowsNothing() throws Exception {
        Config config = new Config();
        config.setString("credential", null, "helper", "!f() { sleep 1000000; echo username=u; echo password=p; }; f");

        assertThat(new CredentialHelpers(config, Duration.ZERO).ask(new URIish("https://h.example/r")))
                .isEmpty();

        assertThat(readers()).as("readers of what nobody ended").isEmpty();
    }

    /** The threads that read what helpers say; those that have just been told to end get the chance. */
    private static List<Thread> readers() throws InterruptedException {
        List<Thread> readers = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("flakelock-helper")) {
                thread.join(10_000);
                readers.add(thread);
            }
        }
        readers.removeIf(thread -> !thread.isAlive());
        return readers;
    }

    private Optional<Credentials> ask(String url) throws URISyntaxException {
        Config config = new Config();
        String helper = "!f() { cat > '" + directory.resolve("asked") + "'; echo username=u; echo password=p; }; f";
        config.setString("credential", null, "helper", helper);
        config.setBoolean("credential", null, "useHttpPath", url.contains("/r%0a"));
        return new CredentialHelpers(config).ask(new URIish(url));
    }

    private String question() throws IOException {
        return Files.readString(directory.resolve("asked"));
    }
}
