package dev.flakelock.fetcher.git;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The URLs of submodules, which may be relative to the repository they are in. */
final class SubmoduleUrls {

    private static final Pattern SCP = Pattern.compile("([^/]*)@([^\\n\\r]*):([^\\n\\r]*)");

    private SubmoduleUrls() {}

    /** The URL, absolute and with a scheme. */
    static String resolve(String base, String url) {
        if (!url.startsWith("./") && !url.startsWith("../") && !url.equals("..") && !url.equals(".")) {
            return withScheme(url);
        }
        String directory = withoutSlash(base);
        String rest = url;
        while (rest.startsWith(".")) {
            if (rest.startsWith("../") || rest.equals("..")) {
                directory = parent(directory);
            } else if (!rest.startsWith("./") && !rest.equals(".")) {
                break;
            }
            int slash = rest.indexOf('/');
            rest = slash < 0 ? "" : rest.substring(slash + 1);
        }
        return withScheme(rest.isEmpty() ? directory : directory + separator(directory) + rest);
    }

    private static String separator(String directory) {
        return directory.endsWith(":") ? "" : "/";
    }

    private static String parent(String directory) {
        int slash = directory.lastIndexOf('/');
        int colon = directory.indexOf("://") < 0 ? directory.lastIndexOf(':') : -1;
        if (colon > slash) {
            return directory.substring(0, colon + 1);
        }
        return slash <= 0 ? "" : directory.substring(0, slash);
    }

    private static String withScheme(String url) {
        Matcher scp = SCP.matcher(url);
        if (!url.startsWith("/") && !url.contains("://") && scp.matches()) {
            return "ssh://" + scp.group(1) + "@" + scp.group(2) + "/" + scp.group(3);
        }
        return url.startsWith("/") ? GitLocation.fileUrl(Path.of(url)) : url;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
