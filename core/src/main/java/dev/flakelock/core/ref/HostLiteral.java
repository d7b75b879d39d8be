package dev.flakelock.core.ref;

import java.util.regex.Pattern;

/** Host addresses that stand in brackets, by RFC 3986. Zone identifiers are refused. */
final class HostLiteral {

    private static final Pattern FUTURE = Pattern.compile("v[0-9a-fA-F]+\\.[A-Za-z0-9._~!$&'()*+,;=:-]+");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern OCTET = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");
    private static final int GROUPS = 8;

    private HostLiteral() {}

    /** Whether this, without its brackets, is an IPv6 address or one of a future version. */
    static boolean isValid(String literal) {
        return FUTURE.matcher(literal).matches() || isIpv6(literal);
    }

    private static boolean isIpv6(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) {
            return groups(address, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(address.substring(0, gap), false);
        String rest = address.substring(gap + 2);
        int after = rest.isEmpty() ? 0 : groups(rest, true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** The number of 16-bit groups, or -1 if one of them is malformed. */
    private static int groups(String text, boolean ipv4AtEnd) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (GROUP.matcher(parts[i]).matches()) {
                count++;
            } else if (ipv4AtEnd && i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        for (String octet : octets) {
            if (!OCTET.matcher(octet).matches()) {
                return false;
            }
        }
        return octets.length == 4;
    }
}
