package dev.flakelock.fetcher.http;

import java.nio.ByteBuffer;

/** Finds the name of its subject in a certificate in DER (RFC 5280, section 4.1), without reading the rest. */
final class CertificateSubject {

    private static final int VERSION = 0xA0;
    /** Serial number, algorithm of the signature, issuer, validity. */
    private static final int FIELDS_BEFORE = 4;

    private final byte[] der;
    private int at;

    private CertificateSubject(byte[] der) {
        this.der = der;
    }

    /**
     * The name of the subject, in DER.
     *
     * @throws IndexOutOfBoundsException if this is no certificate
     */
    static ByteBuffer of(byte[] der) {
        return new CertificateSubject(der).find();
    }

    private ByteBuffer find() {
        enter();
        enter();
        if ((der[at] & 0xFF) == VERSION) {
            skip();
        }
        for (int i = 0; i < FIELDS_BEFORE; i++) {
            skip();
        }
        int start = at;
        skip();
        return ByteBuffer.wrap(der, start, at - start).slice();
    }

    /** Goes to the contents of the value that begins here. */
    private void enter() {
        at++;
        length();
    }

    /** Goes behind the value that begins here. */
    private void skip() {
        at++;
        int length = length();
        at += length;
        if (length < 0 || at < 0 || at > der.length) {
            throw new IndexOutOfBoundsException("a length beyond the end");
        }
    }

    /** Reads a length, of one byte or with the number of its bytes before it. */
    private int length() {
        int first = der[at++] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7F); i++) {
            length = (length << 8) | (der[at++] & 0xFF);
        }
        return length;
    }
}
