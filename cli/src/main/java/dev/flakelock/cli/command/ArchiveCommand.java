package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.metadata.ArchiveJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockedFlake;

/** {@code flakelock archive --dry-run}: shows where a flake and its inputs would be in the Nix store. */
final class ArchiveCommand implements Command {

    private final Library library;
    private final LockArguments lock;
    private final JsonOutput json;
    private boolean dryRun;
    private String flake = ".";

    ArchiveCommand(Session session) {
        this.library = new Library(session);
        this.lock = new LockArguments(session, library);
        this.json = new JsonOutput(session.console());
    }

    @Override
    public Syntax syntax() {
        Flags own = Flags.of(
                Flag.toggle("--dry-run", "copy nothing; flakelock cannot do without", () -> dryRun = true),
                Flag.ignored("--to", "store-uri"),
                Flag.ignored("--no-check-sigs"));
        return new Syntax(
                json.flags().and(own).and(lock.flags()), new Operands().optional("flake-url", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        if (!dryRun) {
            throw new FlakeException("cannot copy the flake and its inputs: flakelock has no Nix store")
                    .hint("'archive --dry-run --json' shows where they would be and 'prefetch-inputs' fetches them;"
                            + " 'nix flake archive' copies them where Nix is installed");
        }
        LockedFlake locked = library.lock(lock.requestToShow(library.parseFlake(flake)));
        if (json.isWanted()) {
            json.print(ArchiveJson.of(locked));
        }
        return 0;
    }
}
