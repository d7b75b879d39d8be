package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.FetchedFlake;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.StorePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code flakelock prefetch}: fetches what a reference leads to, be it a flake or not, and shows its hash. */
final class PrefetchCommand implements Command {

    private final Session session;
    private final Library library;
    private final LockArguments lock;
    private final JsonOutput json;
    private String flake = ".";
    private @Nullable String link;

    PrefetchCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.lock = new LockArguments(session, library);
        this.json = new JsonOutput(session.console());
    }

    @Override
    public Syntax syntax() {
        Flag outLink = Flag.value(
                        "--out-link", "path", "refused: there is no Nix store to link to", value -> link = value)
                .orShort('o');
        return new Syntax(
                json.flags().and(Flags.of(outLink)).and(lock.flags()),
                new Operands().optional("flake-url", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        if (link != null) {
            throw new FlakeException("cannot make the link '" + link + "': flakelock has no Nix store")
                    .hint("'prefetch --json' shows the store path; 'nix flake prefetch --out-link' makes the link where"
                            + " Nix is installed");
        }
        FlakeRef resolved = library.resolve(library.parseFlake(flake));
        FetchedFlake fetched = library.fetch(List.of(resolved)).get(0);
        Hash hash = fetched.requireTree().narHash();
        String storePath = StorePath.ofSource(hash, resolved.input().storeName());
        if (json.isWanted()) {
            json.print(JsonValue.Obj.of(Map.of(
                    "hash",
                    new JsonValue.Text(hash.toSri()),
                    "locked",
                    AttrsJson.toJson(fetched.requireFound().toAttrs().without(Attrs.FINAL)),
                    "original",
                    AttrsJson.toJson(resolved.toAttrs()),
                    "storePath",
                    new JsonValue.Text(storePath))));
        } else {
            session.console()
                    .inform("Downloaded '" + fetched.requireFound().show() + "' to '" + storePath + "' (hash '"
                            + hash.toSri() + "').");
        }
        return 0;
    }
}
