package dev.flakelock.benchmarks.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.benchmarks.corpus.Generate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that trust the certificate and use the proxy see a GitHub. */
class StandInTest {

    @TempDir
    private Path directory;

    @Test
    void looksLikeGitHub() throws IOException, GeneralSecurityException, InterruptedException {
        Generate.main(new String[] {
            "repositories", "1", directory.resolve("repos/owner").toString()
        });
        String rev =
                Files.readString(directory.resolve("repos/owner/repo-1/HEAD")).strip();
        try (StandIn standIn = StandIn.start(directory, 0)) {
            HttpClient client = client(standIn.port());

            HttpResponse<byte[]> commit = get(client, "https://api.github.com/repos/owner/repo-1/commits/HEAD");
            assertThat(new String(commit.body(), StandardCharsets.UTF_8)).contains("\"sha\":\"" + rev + "\"");

            HttpResponse<byte[]> archive = get(client, "https://github.com/owner/repo-1/archive/" + rev + ".tar.gz");
            assertThat(archive.uri().getHost()).isEqualTo("codeload.github.com");
            assertThat(archive.body())
                    .isEqualTo(Files.readAllBytes(directory.resolve("repos/owner/repo-1/" + rev + ".tar.gz")));

            assertThat(get(client, "https://github.com/owner/nothing").statusCode())
                    .isEqualTo(404);
        }
        assertThat(directory.resolve("requests"))
                .hasContent("api.github.com/repos/owner/repo-1/commits/HEAD\n"
                        + "github.com/owner/repo-1/archive/" + rev + ".tar.gz\n"
                        + "codeload.github.com/owner/repo-1/tar.gz/" + rev + "\n"
                        + "github.com/owner/nothing\n");
    }

    private HttpClient client(int port) throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .sslContext(trusting(directory.resolve("certificate.pem")))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static HttpResponse<byte[]> get(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "stand-in", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
