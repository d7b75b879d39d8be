package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.ref.Input;
import java.util.Optional;

/** Where the repository of an input is, as git is given it. */
final class RepositoryUrl {

    private RepositoryUrl() {}

    /** The URL; nothing for types that are no git repositories. */
    static Optional<String> of(Input input) {
        Attrs attrs = input.attrs();
        return switch (input.type()) {
            case "git" -> Optional.ofNullable(attrs.text("url"));
            case "github" -> forge(attrs, "github.com");
            case "gitlab" -> forge(attrs, "gitlab.com");
            case "sourcehut" -> forge(attrs, "git.sr.ht");
            default -> Optional.empty();
        };
    }

    private static Optional<String> forge(Attrs attrs, String defaultHost) {
        String host = attrs.text("host") == null ? defaultHost : attrs.text("host");
        // Groups within groups of GitLab are written with an escaped slash.
        String owner = String.valueOf(attrs.text("owner")).replace("%2F", "/").replace("%2f", "/");
        return Optional.of("https://" + host + "/" + owner + "/" + attrs.text("repo"));
    }
}
