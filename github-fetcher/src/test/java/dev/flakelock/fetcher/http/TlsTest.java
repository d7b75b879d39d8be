package dev.flakelock.fetcher.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Proxies;
import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.TestTransport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are trusted, and what is said of others. */
final class TlsTest {

    private static final String PASSWORD = "password";

    @TempDir
    static Path directory;

    private static WireMockServer server;
    private static Path certificate;

    private final RecordingContext context = new RecordingContext();
    private final TestTransport world =
            new TestTransport().options(HttpOptions.standard().withAttempts(2));

    @BeforeAll
    static void startServer() throws Exception {
        Path keys = directory.resolve("keys.p12");
        makeKeys(keys);
        certificate = Files.writeString(directory.resolve("ca.pem"), pem(keys));
        server = new WireMockServer(options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        server.stubFor(get("/x").willReturn(aResponse().withBody("hello")));
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    @Test
    void trustsTheCertificatesOfTheFile() throws Exception {
        try (HttpClients clients = clients(certificate)) {
            byte[] body = world.build(clients).download(request(), 100, context).body();

            assertThat(body).isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @Test
    void theJdkEncryptsWhereConscryptDoesNot() throws Exception {
        X509TrustManager trust = CaBundle.read(certificate);
        SSLContext context = TlsContexts.of(trust, null);
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), trust)
                .build();
        Request request = new Request.Builder().url(request().url()).build();

        assertThat(context.getProvider().getName()).isEqualTo("SunJSSE");
        try (HttpClients clients = new HttpClients(client)) {
            byte[] body =
                    world.build(clients).download(request(), 100, this.context).body();
            assertThat(body).isEqualTo("hello".getBytes(UTF_8));
        }
        X509TrustManager others = TlsContexts.systemTrust();
        OkHttpClient strict = client.newBuilder()
                .sslSocketFactory(TlsContexts.of(others, null).getSocketFactory(), others)
                .build();
        assertThatThrownBy(() -> strict.newCall(request).execute()).isInstanceOf(SSLException.class);
    }

    @Test
    void trustsOthersWhereSomebodyElseSaysSo() throws Exception {
        Path missing = directory.resolve("missing.pem");
        Request request = new Request.Builder().url(request().url()).build();
        try (HttpClients clients = clients(null)) {
            assertThatThrownBy(() -> clients.client().newCall(request).execute())
                    .isInstanceOf(SSLException.class);
            HttpClients.Variation variation = new HttpClients.Variation(certificate, null, false);
            try (Response response = clients.client(variation).newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            HttpClients.Variation careless = new HttpClients.Variation(null, null, true);
            try (Response response = clients.client(careless).newCall(request).execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
            assertThat(clients.client(variation)).isSameAs(clients.client(variation));
            assertThatThrownBy(() -> clients.client(new HttpClients.Variation(missing, null, false)))
                    .hasMessage("error adding trust anchors from file: " + missing);
        }
    }

    @Test
    void speaksHttp2() throws Exception {
        try (HttpClients clients = clients(certificate)) {
            Request request = new Request.Builder().url(request().url()).build();
            try (Response response = clients.client().newCall(request).execute()) {
                assertThat(response.protocol()).isEqualTo(Protocol.HTTP_2);
            }
        }
    }

    @Test
    void passesOverWhatIsNoCertificate() throws Exception {
        Path mixed = directory.resolve("mixed.pem");
        String broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        Files.writeString(mixed, "# a comment\n" + broken + Files.readString(certificate) + "trailing words");
        try (HttpClients clients = clients(mixed)) {
            assertThat(world.build(clients).download(request(), 100, context).body())
                    .isNotEmpty();
        }
    }

    @Test
    void trustsOneAmongTheAuthoritiesOfTheWorld() throws Exception {
        Path many = Files.writeString(directory.resolve("many.pem"), world() + Files.readString(certificate));
        try (HttpClients clients = clients(many)) {
            assertThat(this.world
                            .build(clients)
                            .download(request(), 100, context)
                            .body())
                    .isNotEmpty();
        }
    }

    @Test
    void saysOfAStrangerWhatJavaSays() throws Exception {
        Path others = Files.writeString(directory.resolve("others.pem"), world());
        try (HttpClients clients = clients(others);
                HttpClients javas = clients(null)) {
            assertThat(failure(clients)).hasMessage(failure(javas).getMessage());
        }
    }

    @Test
    void findsTheSubjectsOfTheAuthoritiesOfTheWorld() throws Exception {
        for (X509Certificate authority : TlsContexts.systemTrust().getAcceptedIssuers()) {
            byte[] subject = authority.getSubjectX500Principal().getEncoded();
            assertThat(CertificateSubject.of(authority.getEncoded())).isEqualTo(ByteBuffer.wrap(subject));
        }
    }

    @Test
    void noPartOfACertificateIsOne() throws Exception {
        byte[] whole = TlsContexts.systemTrust().getAcceptedIssuers()[0].getEncoded();
        ByteBuffer subject = CertificateSubject.of(whole);
        int end = subject.arrayOffset() + subject.remaining();
        for (int length = 0; length < end; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CertificateSubject.of(part)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(CertificateSubject.of(Arrays.copyOf(whole, end))).isEqualTo(subject);
    }

    /** The authorities that Java trusts, as a file lists them. */
    private static String world() throws Exception {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate authority : TlsContexts.systemTrust().getAcceptedIssuers()) {
            pem.append(pem(authority.getEncoded()));
        }
        return pem.toString();
    }

    @Test
    void trustsNobodyElse() {
        try (HttpClients clients = clients(null)) {
            HttpFailure failure = failure(clients);

            assertThat(failure.getMessage())
                    .startsWith("unable to download '" + request().url()
                            + "': SSL peer certificate or SSH remote key was not OK (60) SSL certificate problem: ");
            assertThat(failure.hint()).contains("certificates");
            assertThat(world.pauses()).hasSize(1);
        }
    }

    @Test
    void looksAtTheNameInTheCertificate() {
        try (HttpClients clients = clients(certificate)) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> world.build(clients)
                            .download(HttpRequest.of("https://127.0.0.1:" + server.httpsPort() + "/x"), 100, context));

            assertThat(failure.getMessage()).contains("(60) SSL certificate problem: ");
        }
    }

    @Test
    void saysThatTheFileIsMissing() {
        Path missing = directory.resolve("missing.pem");
        try (HttpClients clients = clients(missing)) {
            assertThat(failure(clients))
                    .hasMessage("unable to download '" + request().url()
                            + "': Problem with the SSL CA cert (path? access rights?) (77)"
                            + " error adding trust anchors from file: " + missing);
            assertThat(world.pauses()).isEmpty();
        }
    }

    @Test
    void saysThatTheFileHoldsNoCertificate() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
        try (HttpClients clients = clients(empty)) {
            assertThat(failure(clients)).hasMessageContaining("error adding trust anchors from file: " + empty);
        }
    }

    @Test
    void saysThatTheServerSpeaksNoTls() {
        try (HttpClients clients = clients(certificate)) {
            HttpFailure failure = catchThrowableOfType(
                    HttpFailure.class,
                    () -> world.build(clients)
                            .download(HttpRequest.of("https://localhost:" + server.port() + "/x"), 100, context));

            assertThat(failure.getMessage()).contains("SSL connect error (35)");
        }
    }

    private HttpFailure failure(HttpClients clients) {
        HttpFailure failure = catchThrowableOfType(
                HttpFailure.class, () -> world.build(clients).download(request(), 100, context));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static HttpRequest request() {
        return HttpRequest.of("https://localhost:" + server.httpsPort() + "/x");
    }

    private static HttpClients clients(@Nullable Path caFile) {
        Environment empty = Environment.of(Map.of(), Path.of("/"), Path.of("/home"), OperatingSystem.LINUX);
        ProxyRoute direct = new ProxyRoute(new Proxies(empty));
        return new HttpClients(HttpOptions.standard(), new HttpClients.Route(direct, caFile));
    }

    /** A server whose certificate is signed by an authority: one that signs for itself is judged by fewer rules. */
    private static void makeKeys(Path keys) throws IOException, InterruptedException {
        keytool(keys, "-genkeypair", "-keyalg", "EC", "-alias", "ca", "-dname", "CN=Authority", "-ext", "bc:c");
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-signer",
                "ca",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost");
        keytool(keys, "-delete", "-alias", "ca");
    }

    private static void keytool(Path keys, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", PASSWORD));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static String pem(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return pem(store.getCertificateChain("server")[1].getEncoded());
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }
}
