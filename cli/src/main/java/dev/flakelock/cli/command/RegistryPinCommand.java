package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;

/** {@code flakelock registry pin}: has a registry lead to what a flake is now. */
final class RegistryPinCommand implements Command {

    private final Session session;
    private final Library library;
    private final RegistryFileArgument registry;
    private String url = "";
    private String target = "";

    RegistryPinCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.registry = new RegistryFileArgument(session, library);
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                registry.flags()
                        .and(new RegistryArguments(session, library)
                                .flags()
                                .without("--no-registries", "--inputs-from"))
                        .and(IgnoredFlags.EVALUATION),
                new Operands().required("url", value -> url = value).optional("locked", value -> target = value));
    }

    @Override
    public int run() throws FlakeException {
        FlakeRef ref = library.parseAbsolute(url);
        FlakeRef wanted = library.parseAbsolute(target.isEmpty() ? url : target);
        FlakeRef pinned = library.pin(registry.file(), ref, wanted);
        if (!pinned.input().isLocked()) {
            session.console().warn("flake '" + pinned.input().toUrl() + "' is not locked");
        }
        return 0;
    }
}
