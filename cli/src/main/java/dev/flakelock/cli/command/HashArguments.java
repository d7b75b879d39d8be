package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.narhash.HashAlgorithm;
import dev.flakelock.narhash.HashFormat;
import dev.flakelock.narhash.HashFormatException;
import java.util.function.Consumer;

/** The flags that name hash algorithms and formats, in Nix's words. */
final class HashArguments {

    private static final String OLD_NIX32 = "base32";

    private final Session session;

    HashArguments(Session session) {
        this.session = session;
    }

    /** A flag that names an algorithm. */
    Flag algorithm(String name, String description, Consumer<HashAlgorithm> target) {
        return Flag.value(name, "hash-algo", description, text -> target.accept(algorithm(text)));
    }

    /** A flag that names a format. */
    Flag format(String name, String description, Consumer<HashFormat> target) {
        return Flag.value(name, "hash-format", description, text -> target.accept(format(text)));
    }

    private static HashAlgorithm algorithm(String text) throws UsageException {
        HashAlgorithm algorithm;
        try {
            algorithm = HashAlgorithm.parse(text);
        } catch (HashFormatException e) {
            UsageException usage = new UsageException(String.valueOf(e.getMessage()));
            usage.initCause(e);
            throw usage;
        }
        return algorithm;
    }

    private HashFormat format(String text) throws UsageException {
        if (text.equals(OLD_NIX32)) {
            session.console().warn("\"base32\" is a deprecated alias for hash format \"nix32\".");
            return HashFormat.NIX32;
        }
        for (HashFormat format : HashFormat.values()) {
            if (format.nixName().equals(text)) {
                return format;
            }
        }
        throw new UsageException("unknown hash format '" + text + "', expect 'base16', 'base32', 'base64', or 'sri'");
    }
}
