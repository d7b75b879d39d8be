package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GitHub, and GitHub Enterprise on hosts of its own. */
final class GitHubForge implements Forge {

    private static final String GITHUB = "github.com";

    /** Refs that stand in the URL as they are, and cannot be taken for the abbreviation of a commit. */
    private static final Pattern PLAIN_REF = Pattern.compile("(?![0-9a-fA-F]{4,40}$)[A-Za-z0-9._/-]+");

    @Override
    public String defaultHost() {
        return GITHUB;
    }

    @Override
    public String findRev(ForgeRepo repo, String ref, Lookup lookup) throws FlakeException {
        JsonValue answer = ForgeAnswers.json(lookup.get(api(repo) + "/commits/" + ref));
        if (member(answer, "sha") instanceof JsonValue.Text sha) {
            return ForgeAnswers.rev(sha.value());
        }
        throw new FlakeException("Unexpected response received from GitHub: " + JsonWriter.compact(answer));
    }

    /** GitHub takes a ref for {@code HEAD}, a branch, a tag or a full name with or without {@code refs/}. */
    @Override
    public Optional<RefQuestion> refQuestion(ForgeRepo repo, String ref) {
        if (!PLAIN_REF.matcher(ref).matches()) {
            return Optional.empty();
        }
        String url = "https://" + repo.host() + "/" + repo.owner() + "/" + repo.repo() + ".git";
        List<String> names = ref.equals("HEAD")
                ? List.of(ref)
                : List.of("refs/heads/" + ref, "refs/tags/" + ref, "refs/" + ref, ref);
        return Optional.of(new RefQuestion(url, names));
    }

    /** What the API would have answered, as far as it is looked at. */
    static byte[] answer(String rev) {
        return ("{\"sha\":\"" + rev + "\"}").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void check(byte[] answer) throws FlakeException {
        ForgeAnswers.json(answer);
    }

    @Override
    public String archiveUrl(ForgeRepo repo, String rev, boolean withToken) {
        if (repo.host().equals(GITHUB) && !withToken) {
            return "https://" + GITHUB + "/" + repo.owner() + "/" + repo.repo() + "/archive/" + rev + ".tar.gz";
        }
        return api(repo) + "/tarball/" + rev;
    }

    @Override
    public Map<String, String> credentials(String token, Consumer<String> warnings) {
        return Map.of("Authorization", "token " + token);
    }

    @Override
    public Map<String, String> passwordHeaders(String password) {
        return Map.of("Authorization", "token " + password);
    }

    private static String api(ForgeRepo repo) {
        String base = repo.host().equals(GITHUB) ? "https://api.github.com" : "https://" + repo.host() + "/api/v3";
        return base + "/repos/" + repo.owner() + "/" + repo.repo();
    }

    private static @Nullable JsonValue member(JsonValue value, String name) {
        return value instanceof JsonValue.Obj object ? object.get(name) : null;
    }
}
