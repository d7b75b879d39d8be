package dev.flakelock.core.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The servers that are to be reached without a proxy: a list, separated by commas, of host names (which stand for
 * their subdomains as well), addresses and address ranges such as {@code 10.0.0.0/8}; or {@code *} for all servers.
 */
final class NoProxy {

    private final boolean everything;
    private final List<String> entries;

    NoProxy(String list) {
        this.everything = list.equals("*");
        this.entries = entries(list);
    }

    // As in libcurl, a blank that is not next to a comma ends the list.
    private static List<String> entries(String list) {
        List<String> entries = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            String[] words = part.replace('\t', ' ').strip().split(" +", -1);
            if (!words[0].isEmpty()) {
                entries.add(words[0]);
            }
            if (words.length > 1) {
                break;
            }
        }
        return List.copyOf(entries);
    }

    boolean cover(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.isEmpty()) {
            return false;
        }
        byte[] address = IpAddress.parse(bare);
        return everything
                || entries.stream()
                        .anyMatch(entry -> address == null ? coversName(entry, bare) : coversAddress(entry, address));
    }

    private static boolean coversName(String entry, String host) {
        String name = withoutTrailingDot(host).toLowerCase(Locale.ROOT);
        String domain = withoutTrailingDot(entry).toLowerCase(Locale.ROOT);
        domain = domain.startsWith(".") ? domain.substring(1) : domain;
        return name.equals(domain) || name.endsWith("." + domain);
    }

    private static String withoutTrailingDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean coversAddress(String entry, byte[] address) {
        int slash = entry.indexOf('/');
        byte[] network = IpAddress.parse(slash < 0 ? entry : entry.substring(0, slash));
        if (network == null || network.length != address.length) {
            return false;
        }
        int all = 8 * address.length;
        int bits = slash < 0 ? all : prefixLength(entry.substring(slash + 1), all);
        return bits >= 0 && samePrefix(network, address, bits);
    }

    // As in libcurl, a length of 0 stands for the whole address.
    private static int prefixLength(String text, int all) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > all) {
            return -1;
        }
        int bits = Integer.parseInt(text);
        return bits == 0 ? all : bits;
    }

    private static boolean samePrefix(byte[] network, byte[] address, int bits) {
        int bytes = bits / 8;
        if (!Arrays.equals(network, 0, bytes, address, 0, bytes)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((network[bytes] ^ address[bytes]) & (0xff << (8 - rest)) & 0xff) == 0;
    }
}
