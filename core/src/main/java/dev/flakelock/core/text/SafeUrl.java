package dev.flakelock.core.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL as it may be shown: a password in it is a secret, and what stands for a user may be a token. */
public final class SafeUrl {

    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)@");
    private static final Pattern SSH_PASSWORD = Pattern.compile("^([a-z+]*ssh://[^/?#@:]*:)[^/?#]*@");
    private static final Pattern SSH = Pattern.compile("^[a-z+]*ssh:");

    private SafeUrl() {}

    /** The URL without the user name and password that it may hold before its host. */
    public static String of(String url) {
        Matcher userInfo = USER_INFO.matcher(url);
        return userInfo.find() ? userInfo.group(1) + "***@" + url.substring(userInfo.end()) : url;
    }

    /** The same of a flake reference; the user of ssh stays, who is part of the place and no secret. */
    public static String ofReference(String reference) {
        return SSH.matcher(reference).find() ? SSH_PASSWORD.matcher(reference).replaceFirst("$1***@") : of(reference);
    }
}
