package dev.flakelock.core.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses written as numbers. */
final class IpAddress {

    private static final Pattern V4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final Pattern MAYBE_V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    private IpAddress() {}

    /** The 4 or 16 bytes of an address; null if the text is something else. No name is ever looked up. */
    static byte @Nullable [] parse(String text) {
        if (!V4.matcher(text).matches() && !MAYBE_V6.matcher(text).matches()) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return bytes.length == 4 && text.contains(":") ? mapped(bytes) : bytes;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    // Java takes ::ffff:1.2.3.4 for the IPv4 address in it; to a list of exceptions they are two different addresses.
    private static byte[] mapped(byte[] ipv4) {
        byte[] ipv6 = new byte[16];
        ipv6[10] = (byte) 0xff;
        ipv6[11] = (byte) 0xff;
        System.arraycopy(ipv4, 0, ipv6, 12, ipv4.length);
        return ipv6;
    }
}
