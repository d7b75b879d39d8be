package dev.flakelock.fetcher.http;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Trust in whatever certificate a server has, for those who have switched the check off. */
final class TrustInAll implements X509TrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String keyExchange) {
        // Anybody is trusted.
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String keyType) throws CertificateException {
        throw new CertificateException("there are no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
