package dev.flakelock.fetcher.git;

import dev.flakelock.core.ref.BadUrlException;
import dev.flakelock.core.ref.FlakeUrl;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spellings that the attribute {@code url} of a git input can have. */
final class GitUrls {

    private static final Pattern SCP = Pattern.compile("([^/]*)@([^\\n\\r]*):([^\\n\\r]*)");

    private GitUrls() {}

    /**
     * A URL without {@code git+}, however it was written: as a URL, as a path, or as {@code user@host:path}.
     *
     * @throws BadUrlException if it is none of these; {@code host:path} without a user is none
     */
    static FlakeUrl normalize(String written) throws BadUrlException {
        String url = written;
        Matcher scp = SCP.matcher(written);
        if (!written.startsWith("/") && scp.matches()) {
            url = "ssh://" + scp.group(1) + "@" + scp.group(2) + "/" + scp.group(3);
        }
        if (!url.startsWith("file:") && !url.startsWith("git+file:") && !url.contains("://")) {
            return fileUrl(url);
        }
        FlakeUrl parsed = FlakeUrl.parse(url);
        return "git".equals(parsed.application()) ? parsed.withScheme(parsed.transport()) : parsed;
    }

    private static FlakeUrl fileUrl(String path) throws BadUrlException {
        List<String> segments = Arrays.asList(path.split("/", -1));
        if (segments.get(0).indexOf(':') >= 0) {
            throw new BadUrlException(
                    "SCP-like URL '" + path + "' is not supported; use SSH URL syntax instead (ssh://...)");
        }
        FlakeUrl url = FlakeUrl.of("file", segments);
        return path.startsWith("/") ? url.withAuthority(FlakeUrl.Authority.EMPTY) : url;
    }
}
