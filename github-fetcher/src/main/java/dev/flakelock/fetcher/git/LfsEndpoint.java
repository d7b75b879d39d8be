package dev.flakelock.fetcher.git;

import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Netrc;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.QuotedString;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Where the Git LFS server of a repository is, and how to be let in there.
 *
 * @param url the URL of its API
 * @param headers what to send along; they hold secrets
 * @param settings git's settings for the URL
 */
record LfsEndpoint(HttpUrl url, Map<String, String> headers, RemoteSettings settings) {

    LfsEndpoint {
        headers = Map.copyOf(headers);
    }

    /**
     * The endpoint of a repository: beside one on a web server, and where {@code git-lfs-authenticate} says for one behind
     * ssh, which is asked with the user's ssh program.
     *
     * @param traffic takes note of what is asked
     * @throws IOException if there is none
     */
    static LfsEndpoint of(String repository, GitSetup setup, Traffic traffic) throws IOException, JsonSyntaxException {
        Config configured = userConfig();
        RemoteSettings settings = RemoteSettings.of(configured, setup.settings().environment());
        URIish uri = uri(settings.rewritten(repository));
        if ("ssh".equals(uri.getScheme())) {
            return behindSsh(uri, settings, setup, traffic);
        }
        HttpUrl url = HttpUrl.parse(uri.toPrivateString().replaceAll("/+$", "") + "/info/lfs");
        if (url == null) {
            throw new IOException("LFS files can be fetched over http, https and ssh only");
        }
        return new LfsEndpoint(url, Map.of(), settings).with(known(url, setup));
    }

    /** The endpoint with the credentials that git's helpers know, if they know any. */
    Optional<LfsEndpoint> withHelp() throws IOException {
        return new CredentialHelpers(settings.config()).ask(uri(url.toString())).map(this::with);
    }

    private LfsEndpoint with(Optional<Credentials> known) {
        return known.isPresent() ? with(known.get()) : this;
    }

    private LfsEndpoint with(Credentials known) {
        String value = okhttp3.Credentials.basic(known.user(), known.password(), StandardCharsets.UTF_8);
        return new LfsEndpoint(url, Map.of("Authorization", value), settings);
    }

    private static Config userConfig() throws IOException {
        try {
            return SystemReader.getInstance().getUserConfig();
        } catch (ConfigInvalidException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Optional<Credentials> known(HttpUrl url, GitSetup setup) {
        if (!url.password().isEmpty()) {
            return Optional.of(new Credentials(url.username(), url.password()));
        }
        return Netrc.read(setup.settings().environment().home().resolve(".netrc"))
                .credentialsFor(url.host());
    }

    private static LfsEndpoint behindSsh(URIish uri, RemoteSettings settings, GitSetup setup, Traffic traffic)
            throws IOException, JsonSyntaxException {
        SshProgram ssh = new SshProgram(
                settings.config(), setup.settings().environment(), setup.http().maxBytes(), traffic);
        String command = "git-lfs-authenticate " + QuotedString.BOURNE.quote(uri.getPath()) + " download";
        byte[] output;
        Process process = ssh.run(uri, command);
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            output = out.readAllBytes();
        }
        if (output.length == 0) {
            throw new IOException("git-lfs-authenticate: no output from '" + uri.getHost() + "'");
        }
        JsonValue answer = JsonReader.read(output);
        HttpUrl url = HttpUrl.parse(member(answer, "href") instanceof JsonValue.Text href ? href.value() : "");
        if (url == null) {
            throw new IOException("git-lfs-authenticate: '" + uri.getHost() + "' names no server");
        }
        return new LfsEndpoint(url, texts(member(answer, "header")), settings);
    }

    /** The members of an object that are texts. */
    static Map<String, String> texts(@Nullable JsonValue object) {
        Map<String, String> texts = new HashMap<>();
        if (object instanceof JsonValue.Obj members) {
            members.members().forEach((name, value) -> {
                if (value instanceof JsonValue.Text text) {
                    texts.put(name, text.value());
                }
            });
        }
        return texts;
    }

    private static @Nullable JsonValue member(JsonValue value, String name) {
        return value instanceof JsonValue.Obj object ? object.get(name) : null;
    }

    private static URIish uri(String url) throws IOException {
        try {
            return new URIish(url);
        } catch (URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Without the headers. */
    @Override
    public String toString() {
        return url.redact();
    }
}
