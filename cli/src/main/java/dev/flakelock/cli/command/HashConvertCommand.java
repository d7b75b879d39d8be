package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashAlgorithm;
import dev.flakelock.narhash.HashFormat;
import dev.flakelock.narhash.HashFormatException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code flakelock hash convert}, and its older forms {@code hash to-sri} and so on: writes hashes in another format. */
final class HashConvertCommand implements Command {

    private final Session session;
    private final boolean deprecated;
    private HashFormat to;
    private @Nullable HashFormat from;
    private @Nullable HashAlgorithm algorithm;
    private List<String> hashes = List.of();

    private HashConvertCommand(Session session, boolean deprecated, HashFormat to) {
        this.session = session;
        this.deprecated = deprecated;
        this.to = to;
    }

    /** {@code hash convert}. */
    static HashConvertCommand convert(Session session) {
        return new HashConvertCommand(session, false, HashFormat.SRI);
    }

    /** {@code hash to-…}. */
    static Function<Session, Command> to(HashFormat format) {
        return session -> new HashConvertCommand(session, true, format);
    }

    @Override
    public Syntax syntax() {
        HashArguments arguments = new HashArguments(session);
        Operands operands = new Operands().rest(deprecated ? "strings" : "hashes", values -> hashes = values);
        if (deprecated) {
            return new Syntax(
                    Flags.of(arguments.algorithm(
                            "--type", "the algorithm of hashes that do not name it", value -> algorithm = value)),
                    operands);
        }
        Flags flags = Flags.of(
                arguments.format("--from", "the format that the hashes must have", value -> from = value),
                arguments.format("--to", "the format to write: base16, nix32, base64 or sri", value -> to = value),
                arguments.algorithm(
                        "--hash-algo", "the algorithm of hashes that do not name it", value -> algorithm = value));
        return new Syntax(flags, operands);
    }

    @Override
    public int run() throws FlakeException {
        if (deprecated) {
            session.console()
                    .warn("The old format conversion subcommands of `nix hash` were deprecated in favor of `nix hash"
                            + " convert`.");
        }
        for (String text : hashes) {
            session.console().print(to.format(parse(text)) + "\n");
        }
        return 0;
    }

    private Hash parse(String text) throws FlakeException {
        Hash hash;
        try {
            hash = Hash.parse(text, algorithm);
        } catch (HashFormatException e) {
            throw new FlakeException(String.valueOf(e.getMessage()), e);
        }
        HashFormat found = HashFormat.of(text, hash);
        if (from != null && from != found) {
            throw new FlakeException("input hash '" + text + "' has format '" + found.nixName() + "', but '--from "
                    + from.nixName() + "' was specified");
        }
        return hash;
    }
}
