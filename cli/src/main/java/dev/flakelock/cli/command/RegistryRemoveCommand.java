package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;

/** {@code flakelock registry remove}: removes an entry from a registry, if it is there. */
final class RegistryRemoveCommand implements Command {

    private final Library library;
    private final RegistryFileArgument registry;
    private String url = "";

    RegistryRemoveCommand(Session session) {
        this.library = new Library(session);
        this.registry = new RegistryFileArgument(session, library);
    }

    @Override
    public Syntax syntax() {
        return new Syntax(registry.flags(), new Operands().required("url", value -> url = value));
    }

    @Override
    public int run() throws FlakeException {
        registry.registry().remove(library.parseAbsolute(url).input());
        return 0;
    }
}
