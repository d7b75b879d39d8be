package dev.flakelock.core.resolve;

import java.util.regex.Pattern;

/** A reference as it may be shown while it is fetched: the password that its URL may hold is a secret. */
final class SafeReference {

    private static final Pattern SSH = Pattern.compile("^[a-z+]*ssh:");
    private static final Pattern PASSWORD = Pattern.compile("^([^/]*://[^/?#@:]*:)[^/?#]*@");
    private static final Pattern USER_INFO = Pattern.compile("^([^/]*://)[^/?#]*@");

    private SafeReference() {}

    /** Without the password; for all but ssh without the user as well, in whose place a token may stand. */
    static String of(String reference) {
        Pattern secret = SSH.matcher(reference).find() ? PASSWORD : USER_INFO;
        return secret.matcher(reference).replaceFirst("$1***@");
    }
}
