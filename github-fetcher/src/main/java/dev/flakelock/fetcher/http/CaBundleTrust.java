package dev.flakelock.fetcher.http;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets the JDK judge with those certificates of a bundle whose subjects occur in the chain of the server, and with all of
 * them if it does not trust the server then: what is trusted, and what is said of others, is the same as with all.
 */
final class CaBundleTrust extends X509ExtendedTrustManager {

    /** A question to the JDK. */
    @FunctionalInterface
    private interface Check {
        void by(X509ExtendedTrustManager judge) throws CertificateException;
    }

    private final CaBundle bundle;

    CaBundleTrust(CaBundle bundle) {
        this.bundle = bundle;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.by(bundle.of(names(chain)));
        } catch (CertificateException perhapsTooFew) {
            check.by(bundle.all());
        }
    }

    private static Set<ByteBuffer> names(X509Certificate[] chain) {
        Set<ByteBuffer> names = new HashSet<>();
        for (X509Certificate certificate : chain) {
            names.add(ByteBuffer.wrap(certificate.getSubjectX500Principal().getEncoded()));
            names.add(ByteBuffer.wrap(certificate.getIssuerX500Principal().getEncoded()));
        }
        return names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        check(chain, judge -> judge.checkServerTrusted(chain, keyExchange));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        check(chain, judge -> judge.checkServerTrusted(chain, keyExchange, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        check(chain, judge -> judge.checkServerTrusted(chain, keyExchange, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        check(chain, judge -> judge.checkClientTrusted(chain, keyType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        check(chain, judge -> judge.checkClientTrusted(chain, keyType, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        check(chain, judge -> judge.checkClientTrusted(chain, keyType, engine));
    }

    /** None: a client has no use for the list, but OkHttp would ask for it when it is made. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
