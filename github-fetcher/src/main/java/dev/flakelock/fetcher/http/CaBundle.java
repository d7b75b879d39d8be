package dev.flakelock.fetcher.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificates of a PEM file, such as {@code /etc/ssl/certs/ca-certificates.crt}. Immutable.
 *
 * <p>Such a file has some 140 of them, of which a connection needs one. So they are kept as they are until one is needed:
 * to make Java's objects of all took 0.09 seconds of processor time, a third of a short command.
 */
final class CaBundle {

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    /** The certificates in DER, by the name of their subject in DER. */
    private final Map<ByteBuffer, List<byte[]>> certificates;

    private CaBundle(Map<ByteBuffer, List<byte[]>> certificates) {
        this.certificates = certificates;
    }

    /**
     * Trusts the certificates of this file and no others. Text between them, and certificates that Java cannot read,
     * are passed over, as OpenSSL does.
     *
     * @throws UnusableCertificatesException if the file cannot be read or holds no certificate
     */
    static X509ExtendedTrustManager read(Path file) throws UnusableCertificatesException {
        try {
            Map<ByteBuffer, List<byte[]>> found = parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (found.isEmpty()) {
                throw new CertificateException("no certificates");
            }
            return new CaBundleTrust(new CaBundle(found));
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableCertificatesException("error adding trust anchors from file: " + file, e);
        }
    }

    private static Map<ByteBuffer, List<byte[]>> parse(String pem) {
        Map<ByteBuffer, List<byte[]>> found = new LinkedHashMap<>();
        int begin = pem.indexOf(BEGIN);
        while (begin >= 0) {
            int end = pem.indexOf(END, begin);
            if (end < 0) {
                break;
            }
            addIfReadable(pem.substring(begin + BEGIN.length(), end), found);
            begin = pem.indexOf(BEGIN, end);
        }
        return found;
    }

    /** One odd certificate among many good ones must not end all trust. */
    private static void addIfReadable(String base64, Map<ByteBuffer, List<byte[]>> found) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            found.computeIfAbsent(CertificateSubject.of(encoded), subject -> new ArrayList<>())
                    .add(encoded);
        } catch (IllegalArgumentException | IndexOutOfBoundsException odd) {
            // Passed over.
        }
    }

    /** Trust in all certificates. */
    X509ExtendedTrustManager all() throws CertificateException {
        return trust(certificates.values());
    }

    /**
     * Trust in the certificates of these subjects; in all if there are none.
     *
     * @param subjects their names in DER
     */
    X509ExtendedTrustManager of(Set<ByteBuffer> subjects) throws CertificateException {
        List<List<byte[]>> known = new ArrayList<>();
        for (ByteBuffer subject : subjects) {
            known.add(certificates.getOrDefault(subject, List.of()));
        }
        return known.stream().allMatch(List::isEmpty) ? all() : trust(known);
    }

    private static X509ExtendedTrustManager trust(Collection<List<byte[]>> certificates) throws CertificateException {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (List<byte[]> ofOneSubject : certificates) {
                for (byte[] encoded : ofOneSubject) {
                    put(encoded, factory, store);
                }
            }
            return TlsContexts.trust(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException(e);
        }
    }

    private static void put(byte[] encoded, CertificateFactory factory, KeyStore store)
            throws GeneralSecurityException {
        try {
            store.setCertificateEntry(
                    "ca-" + store.size(), factory.generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (CertificateException unreadable) {
            // Passed over, as above.
        }
    }
}
