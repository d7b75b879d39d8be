package dev.flakelock.core.settings;

import java.util.Optional;

/**
 * A proxy to go through.
 *
 * @param kind how to talk to it
 * @param host its name or address, an IPv6 address without brackets
 * @param port its port, 0 to 65535
 * @param credentials who to be there
 */
public record ProxyServer(Kind kind, String host, int port, Optional<Credentials> credentials) {

    /** How to talk to a proxy. */
    public enum Kind {
        /** HTTP, without encryption up to the proxy. */
        HTTP,
        /** HTTP inside of TLS up to the proxy. */
        HTTPS,
        /** SOCKS 4, names are resolved here. */
        SOCKS4,
        /** SOCKS 4a, names are resolved by the proxy. */
        SOCKS4A,
        /** SOCKS 5, names are resolved here. */
        SOCKS5,
        /** SOCKS 5, names are resolved by the proxy. */
        SOCKS5H
    }
}
