package dev.flakelock.fetcher.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.X509TrustManager;

/** Trust in the certificates of a PEM file, such as {@code /etc/ssl/certs/ca-certificates.crt}. */
final class CaBundle {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private CaBundle() {}

    /**
     * Trusts the certificates of this file and no others. Text between them, and certificates that Java cannot read,
     * are passed over, as OpenSSL does.
     *
     * @throws UnusableCertificatesException if the file cannot be read or holds no certificate
     */
    static X509TrustManager read(Path file) throws UnusableCertificatesException {
        try {
            List<Certificate> certificates = parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (certificates.isEmpty()) {
                throw new CertificateException("no certificates");
            }
            return trust(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableCertificatesException("error adding trust anchors from file: " + file, e);
        }
    }

    private static List<Certificate> parse(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        for (Matcher block = CERTIFICATE.matcher(pem); block.find(); ) {
            addIfReadable(block.group().getBytes(StandardCharsets.ISO_8859_1), factory, certificates);
        }
        return certificates;
    }

    /** One odd certificate among many good ones must not end all trust. */
    private static boolean addIfReadable(byte[] pem, CertificateFactory factory, List<Certificate> certificates) {
        try {
            return certificates.add(factory.generateCertificate(new ByteArrayInputStream(pem)));
        } catch (CertificateException e) {
            return false;
        }
    }

    private static X509TrustManager trust(List<Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca-" + i, certificates.get(i));
        }
        return TlsContexts.trust(store);
    }
}
