package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import java.util.List;

/** {@code flakelock registry resolve}: prints what flake references lead to. */
final class RegistryResolveCommand implements Command {

    private final Session session;
    private final Library library;
    private List<String> urls = List.of();

    RegistryResolveCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
    }

    @Override
    public Syntax syntax() {
        return new Syntax(Flags.of(), new Operands().rest("flake-refs", values -> urls = values));
    }

    @Override
    public int run() throws FlakeException {
        for (String url : urls) {
            session.console().print(library.resolve(library.parseAbsolute(url)).show() + "\n");
        }
        return 0;
    }
}
