package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The flags about lock files, which several commands share, and the request that they add up to. */
final class LockArguments {

    private final Session session;
    private final Library library;
    private final NavigableMap<InputAttrPath, FlakeRef> overrides = new TreeMap<>();
    private final NavigableSet<InputAttrPath> updates = new TreeSet<>();
    private boolean recreate;
    private boolean write = true;
    private boolean update = true;
    private boolean commit;
    private @Nullable Path referenceLockFile;
    private @Nullable Path outputLockFile;

    LockArguments(Session session, Library library) {
        this.session = session;
        this.library = library;
    }

    /** The flags; the commands that do not have all of them leave some out. */
    Flags flags() {
        return Flags.of(
                        new Flag(
                                "--override-input",
                                '\0',
                                List.of("input-path", "flake-url"),
                                "use another flake for an input; only lock and update write that to the lock file",
                                this::override),
                        Flag.value(
                                "--update-input",
                                "input-path",
                                "resolve an input anew (deprecated: use update)",
                                this::updateInput),
                        Flag.toggle(
                                "--recreate-lock-file",
                                "resolve all inputs anew (deprecated: use update)",
                                this::recreateLockFile),
                        Flag.toggle(
                                "--no-update-lock-file",
                                "fail if the lock file would have to change",
                                () -> update = false),
                        Flag.toggle("--no-write-lock-file", "do not write the lock file", () -> write = false),
                        Flag.toggle("--commit-lock-file", "commit the lock file if it changed", () -> commit = true),
                        Flag.value(
                                "--reference-lock-file",
                                "file",
                                "read this lock file instead of flake.lock",
                                file -> referenceLockFile = path(file)),
                        Flag.value(
                                "--output-lock-file",
                                "file",
                                "write this lock file instead of flake.lock, changed or not",
                                file -> outputLockFile = path(file)))
                .and(new RegistryArguments(session, library).flags())
                .and(IgnoredFlags.EVALUATION);
    }

    /** Adds an input to be resolved anew; says whether it is there already. */
    boolean addUpdate(InputAttrPath input) {
        return !updates.add(input);
    }

    /** Whether single inputs are to be resolved anew. */
    boolean hasUpdates() {
        return !updates.isEmpty();
    }

    /** Has everything resolved anew, or not. */
    void setRecreate(boolean everything) {
        this.recreate = everything;
    }

    /** Has the lock file written, whatever was said before. */
    void forceWrite() {
        write = true;
    }

    /** The request of a command that only looks at a flake, and for which what is cached is good enough. */
    LockRequest requestToShow(FlakeRef flake) {
        return request(flake)
                .refresh(false)
                .applyConfig(false)
                .failOnUnlocked(false)
                .build();
    }

    /** The request for a flake. */
    LockRequest.Builder request(FlakeRef flake) {
        return LockRequest.of(flake)
                .updates(recreate ? LockUpdates.EVERYTHING : LockUpdates.of(updates))
                .overrides(overrides)
                .referenceLockFile(referenceLockFile)
                .outputLockFile(outputLockFile)
                .writeLockFile(write)
                .updateLockFile(update)
                .commitLockFile(commit);
    }

    private void override(List<String> values) throws FlakeException {
        InputAttrPath input = inputPath("--override-input", values.get(0));
        write = false;
        session.later(() -> overrides.put(input, library.parseOverride(values.get(1))));
    }

    private void updateInput(String path) throws FlakeException {
        session.console()
                .warn("'--update-input' is a deprecated alias for 'flake update' and will be removed in a future"
                        + " version.");
        updates.add(inputPath("--update-input", path));
    }

    private void recreateLockFile() {
        session.console()
                .warn("'--recreate-lock-file' is deprecated and will be removed in a future version; use 'nix flake"
                        + " update' instead.");
        recreate = true;
    }

    private static InputAttrPath inputPath(String flag, String text) throws UsageException {
        InputAttrPath path;
        try {
            path = InputAttrPath.parse(text);
        } catch (FlakeException e) {
            throw UsageException.of(e);
        }
        if (path.isRoot()) {
            throw new UsageException(
                    flag + " was passed a zero-length input path, which would refer to the flake itself, not an input");
        }
        return path;
    }

    private Path path(String file) {
        return session.environment().currentDirectory().resolve(file);
    }
}
