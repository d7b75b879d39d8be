package dev.flakelock.benchmarks.standin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A certificate for all hosts of the stand-in, made by the JDK's keytool at the first start and signed by itself. */
final class ServerCertificate {

    private static final String PASSWORD = "stand-in";
    private static final String ALIAS = "stand-in";
    private static final String HOSTS = "san=dns:github.com,dns:api.github.com,dns:codeload.github.com";

    private final KeyStore store;

    private ServerCertificate(KeyStore store) {
        this.store = store;
    }

    /** The certificate kept in this directory. */
    static ServerCertificate in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("certificate.p12");
        if (!Files.exists(file)) {
            make(file);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new ServerCertificate(store);
    }

    private static void make(Path file) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=flakelock stand-in",
                        "-validity",
                        "3650",
                        "-ext",
                        HOSTS,
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + new String(said, StandardCharsets.UTF_8));
        }
    }

    /** What clients must trust, as PEM. */
    String pem() throws GeneralSecurityException {
        byte[] der = store.getCertificate(ALIAS).getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    SSLSocketFactory sockets() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getSocketFactory();
    }
}
