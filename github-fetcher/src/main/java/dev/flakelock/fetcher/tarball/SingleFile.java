package dev.flakelock.fetcher.tarball;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import java.util.Optional;

/** A tree that is one regular file: its root is no directory. */
final class SingleFile implements SourceTree {

    /** Gets the contents of the file. */
    @FunctionalInterface
    interface Contents {
        byte[] read() throws FlakeException;
    }

    private final String shown;
    private final Contents contents;

    SingleFile(String shown, Contents contents) {
        this.shown = shown;
        this.contents = contents;
    }

    @Override
    public Optional<Kind> kind(String path) {
        return path.isEmpty() ? Optional.of(Kind.REGULAR) : Optional.empty();
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        if (!path.isEmpty()) {
            throw missing(path);
        }
        return contents.read();
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        throw new FlakeException("path '" + show(path) + "' is not a symlink");
    }

    @Override
    public String show(String path) {
        return path.isEmpty() ? shown : shown + "/" + path;
    }
}
