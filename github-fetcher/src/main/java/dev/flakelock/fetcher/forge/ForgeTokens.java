package dev.flakelock.fetcher.forge;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.settings.AccessTokens;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token for each repository: what the embedding program says, then what {@code access-tokens} says, as in Nix, and for repositories on github.com that it
 * says nothing about the one that GitHub's own tools take from the environment ({@code GH_TOKEN}, then
 * {@code GITHUB_TOKEN}; Nix does not look at them). The tree of a commit is the same with a token and without.
 * Immutable; {@link #toString()} tells no secret.
 */
public final class ForgeTokens {

    private static final String GITHUB = "github.com";
    private static final List<String> VARIABLES = List.of("GH_TOKEN", "GITHUB_TOKEN");

    private static final Pattern GITLAB_TOKEN = Pattern.compile("(?:PAT|OAuth2):(.+)");

    private final Secrets secrets;
    private final AccessTokens configured;
    private final Environment environment;
    private final ForgePasswords passwords;

    private ForgeTokens(Secrets secrets, AccessTokens configured, Environment environment, ForgePasswords passwords) {
        this.secrets = secrets;
        this.configured = configured;
        this.environment = environment;
        this.passwords = passwords;
    }

    /** The tokens of these secrets, then of these settings and of their environment. */
    public static ForgeTokens of(Settings settings, Secrets secrets) {
        return new ForgeTokens(secrets, settings.accessTokens(), settings.environment(), ForgePasswords.none());
    }

    /** These tokens, and for GitHub those of this environment. */
    public static ForgeTokens of(AccessTokens configured, Environment environment) {
        return new ForgeTokens(Secrets.none(), configured, environment, ForgePasswords.none());
    }

    /** These tokens, and where there is none the passwords from elsewhere, should a forge want one. */
    public ForgeTokens or(ForgePasswords others) {
        return new ForgeTokens(secrets, configured, environment, others);
    }

    /** A password for a repository that cannot be had without one. */
    Optional<String> passwordFor(ForgeRepo repo) {
        String url = "https://" + repo.host() + "/" + repo.owner() + "/" + repo.repo();
        return passwords.find(url).filter(password -> !password.isEmpty());
    }

    /**
     * The token for the repository of an input as git shows it: as a password, which GitHub takes with any user's name and
     * GitLab with {@code oauth2}. Nothing for other types, and for kinds of tokens that are no passwords.
     */
    public Optional<Credentials> forGit(Input input) throws FlakeException {
        Attrs attrs = input.attrs();
        return switch (input.type()) {
            case "github" ->
                tokenFor(ForgeRepo.of(attrs, GITHUB, "")).map(token -> new Credentials("x-access-token", token));
            case "gitlab" ->
                tokenFor(ForgeRepo.of(attrs, "gitlab.com", ""))
                        .map(GITLAB_TOKEN::matcher)
                        .filter(Matcher::matches)
                        .map(token -> new Credentials("oauth2", token.group(1)));
            default -> Optional.empty();
        };
    }

    Optional<String> tokenFor(ForgeRepo repo) {
        Optional<String> known = known(repo);
        return known.isPresent() ? known : variable(repo).flatMap(environment::nonEmptyVariable);
    }

    private Optional<String> known(ForgeRepo repo) {
        return secrets.token(repo.host(), repo.owner(), repo.repo())
                .or(() -> configured.tokenFor(repo.host(), repo.owner(), repo.repo()));
    }

    /** The environment variable that the token of a repository is from, for messages. */
    Optional<String> variable(ForgeRepo repo) {
        boolean mayBe = repo.host().equals(GITHUB) && known(repo).isEmpty();
        return VARIABLES.stream()
                .filter(name -> mayBe && environment.nonEmptyVariable(name).isPresent())
                .findFirst();
    }

    @Override
    public String toString() {
        return "ForgeTokens" + configured.names();
    }
}
