package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.util.Map;
import java.util.function.Consumer;

/** GitLab, on gitlab.com and elsewhere. */
final class GitLabForge implements Forge {

    @Override
    public String defaultHost() {
        return "gitlab.com";
    }

    @Override
    public String findRev(ForgeRepo repo, String ref, Lookup lookup) throws FlakeException {
        JsonValue answer = ForgeAnswers.json(lookup.get(api(repo) + "/commits?ref_name=" + ref));
        if (answer instanceof JsonValue.Array commits) {
            if (commits.items().isEmpty()) {
                throw new FlakeException("No commits returned by GitLab API -- does the git ref really exist?");
            }
            if (commits.items().get(0) instanceof JsonValue.Obj commit
                    && commit.get("id") instanceof JsonValue.Text id) {
                return ForgeAnswers.rev(id.value());
            }
        }
        throw new FlakeException("Unexpected response received from GitLab: " + JsonWriter.compact(answer));
    }

    @Override
    public void check(byte[] answer) throws FlakeException {
        ForgeAnswers.json(answer);
    }

    @Override
    public String archiveUrl(ForgeRepo repo, String rev, boolean withToken) {
        return api(repo) + "/archive.tar.gz?sha=" + rev;
    }

    @Override
    public Map<String, String> credentials(String token, Consumer<String> warnings) {
        int colon = token.indexOf(':');
        String type = colon < 0 ? token : token.substring(0, colon);
        String value = colon < 0 ? token : token.substring(colon + 1);
        return switch (type) {
            case "OAuth2" -> Map.of("Authorization", "Bearer " + value);
            case "PAT" -> Map.of("Private-token", value);
            default -> {
                // Without a colon the whole token would stand in Nix's warning.
                warnings.accept("Unrecognized GitLab token type " + (colon < 0 ? "(no 'PAT:' or 'OAuth2:')" : type));
                yield Map.of(type, value);
            }
        };
    }

    private static String api(ForgeRepo repo) {
        return "https://" + repo.host() + "/api/v4/projects/" + repo.owner() + "%2F" + repo.repo() + "/repository";
    }
}
