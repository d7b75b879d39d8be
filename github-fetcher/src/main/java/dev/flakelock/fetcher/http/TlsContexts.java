package dev.flakelock.fetcher.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who encrypts: Conscrypt, where its native code runs, else the JDK. Whom to trust is decided by the JDK's code
 * in either case, so that certificates are judged by the same rules everywhere.
 *
 * <p>The JDK's TLS is Java code, which a young JVM interprets: an archive of 60 MB took 4.1 seconds of processor time with it
 * and 2.1 with Conscrypt, all other work included.
 */
final class TlsContexts {

    private TlsContexts() {}

    /** A context for clients that trust whom the manager trusts. */
    static SSLContext of(X509TrustManager manager) throws IOException {
        try {
            return of(manager, conscrypt());
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificatesException("TLS is not available", e);
        }
    }

    /** A context of Conscrypt's, made ready; null for one of the JDK's. */
    static SSLContext of(X509TrustManager manager, @Nullable SSLContext conscrypt) throws GeneralSecurityException {
        return conscrypt == null
                ? initialised(SSLContext.getInstance("TLS"), manager)
                : initialised(conscrypt, forConscrypt(manager));
    }

    /** Trust in the certificates of the Java runtime. */
    static X509ExtendedTrustManager systemTrust() throws IOException {
        try {
            return trust(null);
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificatesException("the certificates of the Java runtime cannot be used", e);
        }
    }

    /** Trust in the certificates of a store; null stands for that of the Java runtime. */
    static X509ExtendedTrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager x509) {
                return x509;
            }
        }
        throw new GeneralSecurityException("no X.509 trust");
    }

    private static SSLContext initialised(SSLContext context, TrustManager manager) throws GeneralSecurityException {
        context.init(null, new TrustManager[] {manager}, null);
        return context;
    }

    private static TrustManager forConscrypt(X509TrustManager manager) {
        return manager instanceof X509ExtendedTrustManager judge ? new ConscryptTrust(judge) : manager;
    }

    /** Null where Conscrypt has no native code for the platform, or its code does not load (musl, a stripped jar). */
    private static @Nullable SSLContext conscrypt() {
        try {
            return Conscrypt.isAvailable() ? SSLContext.getInstance("TLS", Conscrypt.newProvider()) : null;
        } catch (GeneralSecurityException | LinkageError | RuntimeException unusable) {
            return null;
        }
    }
}
