package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import dev.flakelock.core.registry.RegistryKind;
import java.util.Map;

/** {@code flakelock registry list}: prints all entries of all registries. */
final class RegistryListCommand implements Command {

    private final Session session;
    private final Library library;

    RegistryListCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
    }

    @Override
    public Syntax syntax() {
        return new Syntax(Flags.of(), new Operands());
    }

    @Override
    public int run() throws FlakeException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<RegistryKind, Registry> registry : library.registries().entrySet()) {
            for (RegistryEntry entry : registry.getValue().entries()) {
                lines.append(label(registry.getKey())).append(' ');
                lines.append(entry.from().toUrl()).append(' ');
                lines.append(target(entry)).append('\n');
            }
        }
        session.console().print(lines.toString());
        return 0;
    }

    private static String target(RegistryEntry entry) throws FlakeException {
        String dir = entry.extra().text(FlakeRef.DIR);
        return new FlakeRef(entry.to(), dir == null ? "" : dir).toUrl().toString();
    }

    private static String label(RegistryKind kind) {
        return switch (kind) {
            case FLAG -> "flags ";
            case USER -> "user  ";
            case SYSTEM -> "system";
            case GLOBAL -> "global";
        };
    }
}
