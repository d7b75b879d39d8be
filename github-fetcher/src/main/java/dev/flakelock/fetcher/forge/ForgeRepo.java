package dev.flakelock.fetcher.forge;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;

/**
 * A repository on a forge, spelled as the user does: nothing is escaped in requests.
 *
 * @param host the host as the user knows it
 * @param owner the owner
 * @param repo the name
 * @param shown the input as a URL, for messages
 */
record ForgeRepo(String host, String owner, String repo, String shown) {

    static ForgeRepo of(Attrs attrs, String defaultHost, String shown) throws FlakeException {
        String host = attrs.text("host");
        return new ForgeRepo(
                host == null ? defaultHost : host, required(attrs, "owner"), required(attrs, "repo"), shown);
    }

    private static String required(Attrs attrs, String name) throws FlakeException {
        String value = attrs.text(name);
        if (value == null) {
            throw new FlakeException("input attribute '" + name + "' is missing");
        }
        return value;
    }
}
