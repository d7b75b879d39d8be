package dev.flakelock.fetcher.git;

import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Netrc;
import dev.flakelock.core.settings.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * User names and passwords for servers that ask for them: from the embedding program, from {@code ~/.netrc}, then from
 * git's credential helpers. What a server refuses is asked for no second time, and its helper told.
 */
final class GitCredentials extends CredentialsProvider {

    private final Secrets secrets;
    private final Path home;
    private final CredentialHelpers helpers;
    private boolean refused;

    GitCredentials(Secrets secrets, Path home, CredentialHelpers helpers) {
        this.secrets = secrets;
        this.home = home;
        this.helpers = helpers;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        for (CredentialItem item : items) {
            if (!(item instanceof CredentialItem.Username || item instanceof CredentialItem.Password)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        Optional<Credentials> known = refused ? Optional.empty() : find(uri);
        if (known.isEmpty() || !supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(known.get().user());
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(known.get().password().toCharArray());
            }
        }
        return true;
    }

    private Optional<Credentials> find(URIish uri) {
        Optional<Credentials> given = secrets.credentials(uri.getHost(), uri.getUser() == null ? "" : uri.getUser());
        if (given.isPresent()) {
            return given;
        }
        Netrc netrc = Netrc.read(home.resolve(".netrc"));
        String user = uri.getUser();
        Optional<Credentials> listed =
                user == null ? netrc.credentialsFor(uri.getHost()) : netrc.credentialsFor(uri.getHost(), user);
        return listed.isPresent() ? listed : helpers.ask(uri);
    }

    @Override
    public void reset(URIish uri) {
        refused = true;
        helpers.refuse(uri);
    }
}
