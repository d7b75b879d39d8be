package dev.flakelock.fetcher.git;

import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Environment;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.SystemReader;

/** What git's credential helpers know, for others than git. Nobody is asked on the terminal. Immutable and thread-safe. */
public final class GitPasswords {

    private final Environment environment;

    /** The helpers that the user's git is configured with. */
    public GitPasswords(Environment environment) {
        this.environment = environment;
    }

    /** The user name and password for a URL, if a helper has them. */
    public Optional<Credentials> find(String url) {
        GitRuntime.install();
        try {
            RemoteSettings settings =
                    RemoteSettings.of(SystemReader.getInstance().getUserConfig(), environment);
            return new CredentialHelpers(settings.config()).ask(new URIish(url));
        } catch (IOException | ConfigInvalidException | URISyntaxException e) {
            // A configuration that cannot be read names no helper; git itself will complain of it.
            return Optional.empty();
        }
    }
}
