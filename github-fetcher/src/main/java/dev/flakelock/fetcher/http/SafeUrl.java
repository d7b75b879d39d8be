package dev.flakelock.fetcher.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL as it may be shown: a password in it is a secret. */
public final class SafeUrl {

    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)@");

    private SafeUrl() {}

    /** The URL without the user name and password that it may hold before its host. */
    public static String of(String url) {
        Matcher userInfo = USER_INFO.matcher(url);
        return userInfo.find() ? userInfo.group(1) + "***@" + url.substring(userInfo.end()) : url;
    }
}
