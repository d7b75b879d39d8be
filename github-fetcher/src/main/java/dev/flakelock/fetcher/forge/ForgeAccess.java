package dev.flakelock.fetcher.forge;

import java.util.Map;
import java.util.Optional;

/**
 * How a forge is shown who asks.
 *
 * @param token the token or password, a secret
 * @param headers the headers that show it to the forge's API
 */
record ForgeAccess(Optional<String> token, Map<String, String> headers) {

    ForgeAccess {
        headers = Map.copyOf(headers);
    }

    /** As nobody. */
    static ForgeAccess anonymous() {
        return new ForgeAccess(Optional.empty(), Map.of());
    }

    boolean isAnonymous() {
        return headers.isEmpty();
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "ForgeAccess" + headers.keySet();
    }
}
