package dev.flakelock.core.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logins and passwords of a netrc file, as curl reads it: entries that start with {@code machine HOST} or
 * {@code default} and have a {@code login} and a {@code password}. Immutable; {@link #toString()} tells no secret.
 */
public final class Netrc {

    private static final Netrc EMPTY = new Netrc(List.of());

    private final List<Entry> entries;

    /** An entry; without a host it is one for all hosts. */
    record Entry(
            @Nullable String host,
            @Nullable String login,
            @Nullable String password) {

        boolean isFor(String wanted) {
            return host == null || host.equalsIgnoreCase(wanted);
        }

        boolean answersFor(@Nullable String user) {
            if (user == null || login == null) {
                return login != null || password != null;
            }
            return login.equals(user) && password != null;
        }

        Credentials credentials(@Nullable String user) {
            String name = user != null ? user : login;
            return new Credentials(name == null ? "" : name, password == null ? "" : password);
        }

        /** The host only. */
        @Override
        public String toString() {
            return host == null ? "default" : host;
        }
    }

    private Netrc(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** No entries. */
    public static Netrc empty() {
        return EMPTY;
    }

    /** The entries of a text. What follows a syntax error, and the entry that it is in, are ignored. */
    public static Netrc parse(String text) {
        return new Netrc(new NetrcReader(text).entries());
    }

    /** The entries of a file; none if it cannot be read: a netrc file is always optional. */
    public static Netrc read(Path file) {
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return EMPTY;
        }
    }

    /** Who to be at a host whose URL names nobody. */
    public Optional<Credentials> credentialsFor(String host) {
        return find(host, null);
    }

    /** The password for a user that the URL names without a password. */
    public Optional<Credentials> credentialsFor(String host, String user) {
        return find(host, user.isEmpty() ? null : user);
    }

    private Optional<Credentials> find(String host, @Nullable String user) {
        return entries.stream()
                .filter(entry -> entry.isFor(host) && entry.answersFor(user))
                .findFirst()
                .map(entry -> entry.credentials(user));
    }

    /** The hosts only. */
    @Override
    public String toString() {
        return "Netrc" + entries;
    }
}
