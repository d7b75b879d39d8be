package dev.flakelock.fetcher.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets the JDK judge the certificates of connections that Conscrypt makes. TLS 1.3 leaves open how keys are exchanged;
 * Conscrypt calls that {@code GENERIC} and the JDK {@code UNKNOWN}, and the JDK trusts no server behind any authority
 * whose key exchange has a name that it does not know.
 */
final class ConscryptTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;

    ConscryptTrust(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    private static String keyExchange(String name) {
        return name.equals("GENERIC") ? "UNKNOWN" : name;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) throws CertificateException {
        judge.checkServerTrusted(chain, keyExchange(keyExchange));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, Socket socket)
            throws CertificateException {
        judge.checkServerTrusted(chain, keyExchange(keyExchange), socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(chain, keyExchange(keyExchange), engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        judge.checkClientTrusted(chain, keyType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, Socket socket) throws CertificateException {
        judge.checkClientTrusted(chain, keyType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, keyType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
