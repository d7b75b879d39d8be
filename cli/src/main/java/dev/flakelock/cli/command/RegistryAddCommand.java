package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;

/** {@code flakelock registry add}: adds an entry to a registry, or replaces it. */
final class RegistryAddCommand implements Command {

    private final Session session;
    private final Library library;
    private final RegistryFileArgument registry;
    private String from = "";
    private String to = "";

    RegistryAddCommand(Session session) {
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
                new Operands().required("from-url", value -> from = value).required("to-url", value -> to = value));
    }

    @Override
    public int run() throws FlakeException {
        FlakeRef fromRef = library.parseAbsolute(from);
        FlakeRef toRef = library.parseAbsolute(to);
        registry.registry().add(fromRef, toRef);
        return 0;
    }
}
