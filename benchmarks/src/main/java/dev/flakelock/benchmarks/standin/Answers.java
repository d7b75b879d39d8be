package dev.flakelock.benchmarks.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What GitHub would answer. A repository is a directory {@code OWNER/REPO} with a file {@code HEAD}, which holds the
 * commit that every branch points to, and an archive {@code COMMIT.tar.gz}.
 */
final class Answers {

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param headers lines of the head, each with its line end
     * @param text the body, unless it is a file
     * @param file the body, or null
     */
    record Answer(
            int status,
            String headers,
            String text,
            @Nullable Path file) {}

    private static final Answer NOT_FOUND = new Answer(404, "Content-Type: text/plain\r\n", "not here\n", null);
    private static final Pattern COMMIT = Pattern.compile("api\\.github\\.com/repos/([\\w.-]+/[\\w.-]+)/commits/.+");
    private static final Pattern ARCHIVE =
            Pattern.compile("github\\.com/([\\w.-]+/[\\w.-]+)/archive/([0-9a-f]{40})\\.tar\\.gz");
    private static final Pattern DOWNLOAD =
            Pattern.compile("codeload\\.github\\.com/([\\w.-]+/[\\w.-]+)/tar\\.gz/([0-9a-f]{40})");

    private final Path root;

    Answers(Path root) {
        this.root = root;
    }

    /** The answer to a GET of this host and path. */
    Answer to(String hostAndPath) throws IOException {
        Matcher commit = COMMIT.matcher(hostAndPath);
        if (commit.matches()) {
            return commit(commit.group(1));
        }
        Matcher archive = ARCHIVE.matcher(hostAndPath);
        if (archive.matches()) {
            String place = "https://codeload.github.com/" + archive.group(1) + "/tar.gz/" + archive.group(2);
            return new Answer(302, "Location: " + place + "\r\n", "", null);
        }
        Matcher download = DOWNLOAD.matcher(hostAndPath);
        return download.matches() ? download(download.group(1), download.group(2)) : NOT_FOUND;
    }

    private Answer commit(String repo) throws IOException {
        Path head = root.resolve(repo).resolve("HEAD");
        if (!Files.exists(head)) {
            return NOT_FOUND;
        }
        String rev = Files.readString(head, StandardCharsets.US_ASCII).strip();
        String json = "{\"sha\":\"" + rev + "\",\"commit\":{\"tree\":{\"sha\":\"" + rev + "\"}}}";
        return new Answer(200, "Content-Type: application/json\r\nCache-Control: max-age=60\r\n", json, null);
    }

    private Answer download(String repo, String rev) {
        Path file = root.resolve(repo).resolve(rev + ".tar.gz");
        String headers = "Content-Type: application/x-gzip\r\nETag: \"" + rev + "\"\r\n";
        return Files.exists(file) ? new Answer(200, headers, "", file) : NOT_FOUND;
    }
}
