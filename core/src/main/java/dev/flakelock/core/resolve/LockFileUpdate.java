package dev.flakelock.core.resolve;

import dev.flakelock.core.disk.AtomicFile;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.disk.WriteFailure;
import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.LockFileDiff;
import dev.flakelock.core.lock.LockFileWriter;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Decides whether a new lock file is written, and writes it. */
final class LockFileUpdate {

    private static final String NAME = "flake.lock";

    private final LockRequest request;
    private final LoadedFlake top;
    private final LockFileOnDisk onDisk;
    private final LockListener listener;

    LockFileUpdate(LockRequest request, LoadedFlake top, LockFileOnDisk onDisk, LockListener listener) {
        this.request = request;
        this.top = top;
        this.onDisk = onDisk;
        this.listener = listener;
    }

    /**
     * Writes the new lock file if it means something else than the old one, and if it may be written.
     *
     * @return whether it was written
     */
    boolean apply(LockFile before, LockFile after) throws FlakeException {
        boolean changed = !LockFileWriter.format(before).equals(LockFileWriter.format(after));
        if (!changed && request.outputLockFile() == null) {
            return false;
        }
        LockFileDiff diff = LockFileDiff.between(before, after);
        if (!request.writeLockFile()) {
            listener.warning("not writing modified lock file of flake '" + shown() + "':\n" + chomp(diff.toAnsiText()));
            return false;
        }
        if (!writeAllowed(after)) {
            return false;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
        write(diff, after);
        return true;
    }

    private String shown() {
        return request.flake().show();
    }

    private boolean writeAllowed(LockFile after) throws FlakeException {
        if (request.outputLockFile() == null && directory() == null) {
            throw new FlakeException("cannot write modified lock file of flake '" + shown()
                    + "' (use '--no-write-lock-file' to ignore)");
        }
        FlakeRef unlocked = UnlockedInputs.first(after, request.settings().get().allowDirtyLocks());
        if (unlocked != null) {
            String reason = "writing lock file of flake '" + shown() + "' because it has an unlocked input ('"
                    + unlocked.show() + "')";
            if (request.failOnUnlocked()) {
                throw new FlakeException("Not " + reason + ". Use '--allow-dirty-locks' to allow this anyway.");
            }
            if (request.settings().get().warnDirty()) {
                listener.warning("not " + reason);
            }
            return false;
        }
        if (!request.updateLockFile()) {
            throw new FlakeException("flake '" + shown()
                    + "' requires lock file changes but they're not allowed due to '--no-update-lock-file'");
        }
        return true;
    }

    private void write(LockFileDiff diff, LockFile after) throws FlakeException {
        byte[] contents = LockFileWriter.format(after).getBytes(StandardCharsets.UTF_8);
        Path output = request.outputLockFile();
        if (output != null) {
            writeElsewhere(output, contents);
            return;
        }
        Path directory = directory();
        if (directory == null) {
            throw new IllegalStateException("checked before");
        }
        String path = top.source().path(NAME);
        Path file = directory.resolve(path);
        boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        // It is that of the tree without this change, as it is in Nix, so it has to be found before.
        top.requireInput().tree().fingerprint();
        FileChange change = onDisk.changeTo(contents);
        announce(file, exists, diff);
        Input input = request.flake().input();
        input.requireScheme().putFile(input, path, change, commitMessage(path, exists, diff));
    }

    private void announce(Path file, boolean exists, LockFileDiff diff) {
        String changes = chomp(diff.toAnsiText());
        if (!exists) {
            listener.warning("creating lock file \"" + file + "\": \n" + changes);
        } else if (changes.isEmpty()) {
            listener.warning("updating lock file \"" + file + "\"");
        } else {
            listener.warning("updating lock file \"" + file + "\":\n" + changes);
        }
    }

    private @Nullable String commitMessage(String path, boolean exists, LockFileDiff diff) {
        if (!request.commitLockFile()) {
            return null;
        }
        String wanted = request.settings().get().commitLockFileSummary();
        String summary = wanted.isEmpty() ? path + ": " + (exists ? "Update" : "Add") : wanted;
        return summary + "\n\nFlake lock file updates:\n\n" + diff.toText();
    }

    private void writeElsewhere(Path output, byte[] contents) throws FlakeException {
        if (request.commitLockFile()) {
            throw new FlakeException("'--commit-lock-file' and '--output-lock-file' are incompatible");
        }
        try {
            AtomicFile.write(output, contents);
        } catch (IOException e) {
            throw WriteFailure.of(output, contents, e);
        }
    }

    private @Nullable Path directory() {
        Input input = request.flake().input();
        return input.scheme() == null
                ? null
                : input.scheme().sourceDirectory(input).orElse(null);
    }

    private static String chomp(String text) {
        return text.stripTrailing();
    }
}
