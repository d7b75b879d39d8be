package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** GitHub, and GitHub Enterprise on hosts of its own. */
final class GitHubForge implements Forge {

    private static final String GITHUB = "github.com";

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

    private static String api(ForgeRepo repo) {
        String base = repo.host().equals(GITHUB) ? "https://api.github.com" : "https://" + repo.host() + "/api/v3";
        return base + "/repos/" + repo.owner() + "/" + repo.repo();
    }

    private static @Nullable JsonValue member(JsonValue value, String name) {
        return value instanceof JsonValue.Obj object ? object.get(name) : null;
    }
}
