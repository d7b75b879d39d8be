package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.metadata.Metadata;
import dev.flakelock.cli.metadata.MetadataJson;
import dev.flakelock.cli.metadata.MetadataText;
import dev.flakelock.core.error.FlakeException;
import java.time.ZoneId;

/** {@code flakelock metadata}: shows a flake and its inputs; locks it before if need be. */
final class MetadataCommand implements Command {

    private final Session session;
    private final Library library;
    private final LockArguments lock;
    private final JsonOutput json;
    private String flake = ".";

    MetadataCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.lock = new LockArguments(session, library);
        this.json = new JsonOutput(session.console());
    }

    @Override
    public Syntax syntax() {
        return new Syntax(json.flags().and(lock.flags()), new Operands().optional("flake-url", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        Metadata metadata = Metadata.of(library.lock(lock.requestToShow(library.parseFlake(flake))));
        if (json.isWanted()) {
            json.print(MetadataJson.of(metadata));
        } else {
            session.console().print(MetadataText.of(metadata, ZoneId.systemDefault()));
        }
        return 0;
    }
}
