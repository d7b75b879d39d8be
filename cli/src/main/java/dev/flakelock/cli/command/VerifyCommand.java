package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.Finding;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.VerifiedInput;
import dev.flakelock.core.resolve.VerifiedLock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code flakelock verify}: checks a lock file against the places that its inputs are from. */
final class VerifyCommand implements Command {

    private final Session session;
    private final Library library;
    private final JsonOutput json;
    private String flake = ".";
    private @Nullable Path lockFile;

    VerifyCommand(Session session) {
        this.session = session;
        this.library = new Library(session);
        this.json = new JsonOutput(session.console());
    }

    @Override
    public Syntax syntax() {
        Flags flags = Flags.of(Flag.value(
                "--reference-lock-file",
                "file",
                "check this lock file instead of flake.lock",
                file -> lockFile = session.environment().currentDirectory().resolve(file)));
        return new Syntax(json.flags().and(flags), new Operands().optional("flake-url", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        VerifiedLock verified = library.verify(LockRequest.of(library.parseFlake(flake))
                .referenceLockFile(lockFile)
                .build());
        if (json.isWanted()) {
            json.print(VerifiedJson.of(verified));
        } else {
            verified.inputs().forEach(this::show);
        }
        return verified.exitStatus();
    }

    private void show(VerifiedInput input) {
        String state = input.isGood() ? "ok" : input.exitStatus() == 1 ? "failed" : "MISMATCH";
        session.console()
                .print(input.path() + ": " + state + " (" + input.locked().show() + ")\n");
        for (Finding finding : input.findings()) {
            session.console().print(finding.text().indent(2));
        }
        FlakeException failure = input.failure();
        if (failure != null) {
            session.console().report(failure, session.settings().showTrace());
        }
    }
}
