package dev.flakelock.examples;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.InputChange;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import dev.flakelock.core.resolve.LockedFlake;
import java.io.PrintStream;

/** The guide's first program: updates one input and says what that changed. */
final class UpdateOneInput {

    private UpdateOneInput() {}

    // guide: main
    public static void main(String[] arguments) {
        try (FlakeLocker locker = FlakeLocker.create()) {
            update(locker, ".", arguments[0], System.out);
        } catch (FlakeException e) {
            System.err.println(ErrorText.render(e, ErrorText.Options.PLAIN));
        }
    }
    // guide: end

    static void first() throws FlakeException {
        // guide: readme
        try (FlakeLocker locker = FlakeLocker.create()) {
            LockListener log = LockListener.lines(System.err::println);
            LockRequest request = LockRequest.of(locker.parseFlake(".", log))
                    .updates(LockUpdates.of("nixpkgs"))
                    .build();
            System.out.print(locker.lock(request, log).diff().toText());
        }
        // guide: end
    }

    // guide: update
    static void update(FlakeLocker locker, String flake, String input, PrintStream out) throws FlakeException {
        LockListener listener = LockListener.lines(System.err::println);
        LockRequest request = LockRequest.of(locker.parseFlake(flake, listener))
                .updates(LockUpdates.of(input))
                .build();
        LockedFlake result = locker.lock(request, listener);
        out.print(result.diff().toText());
        for (InputChange change : result.changes()) {
            out.println(
                    change.path() + " " + change.kind() + ": " + change.reason().text());
        }
    }
    // guide: end
}
