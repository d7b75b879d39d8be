package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The password for one git server is shown to no other one, even if the first sends us there. */
final class GitSecretsTest {

    private static final String SECRET = "c2VjcmV0";

    private final List<String> shown = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/asks", this::ask);
        server.createContext("/other", this::refuse);
        server.start();
        Files.createDirectories(directory.resolve("home"));
        Files.writeString(directory.resolve("home/.netrc"), "machine 127.0.0.1 login u password " + SECRET + "\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aRedirectToAnotherHostTakesNoPasswordAlong() throws Exception {
        String message = failure("http://127.0.0.1:" + server.getAddress().getPort() + "/asks/r");

        assertThat(shown).contains("/asks/r/info/refs yes", "/other/r/info/refs no");
        assertThat(shown).doesNotContain("/other/r/info/refs yes");
        assertThat(message).doesNotContain(SECRET);
    }

    @Test
    void aRedirectToAnotherHostTakesThePasswordOfTheUrlNeitherAlong() throws Exception {
        String message = failure(
                "http://u:" + SECRET + "@127.0.0.1:" + server.getAddress().getPort() + "/asks/r");

        assertThat(shown).doesNotContain("/other/r/info/refs yes");
        assertThat(message).doesNotContain(SECRET);
    }

    private String failure(String url) throws Exception {
        GitWorld world = new GitWorld(directory);
        try {
            world.fetch(GitWorld.attrs(url).with("ref", "main"));
        } catch (FlakeException e) {
            return e.getMessage() + e.hint() + e.traces() + world.context.warnings + causes(e);
        }
        throw new AssertionError("there is no such repository");
    }

    private static String causes(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            all.append(t).append('\n');
        }
        return all.toString();
    }

    private void ask(HttpExchange exchange) throws IOException {
        boolean given = note(exchange);
        if (given) {
            String other = "http://localhost:" + server.getAddress().getPort() + "/other/r/info/refs?"
                    + exchange.getRequestURI().getQuery();
            exchange.getResponseHeaders().add("Location", other);
            exchange.sendResponseHeaders(302, -1);
        } else {
            refuse(exchange);
        }
        exchange.close();
    }

    private void refuse(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().startsWith("/other")) {
            note(exchange);
        }
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"test\"");
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
    }

    private boolean note(HttpExchange exchange) {
        boolean given = exchange.getRequestHeaders().containsKey("Authorization");
        shown.add(exchange.getRequestURI().getPath() + (given ? " yes" : " no"));
        return given;
    }
}
