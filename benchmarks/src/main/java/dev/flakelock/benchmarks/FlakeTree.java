package dev.flakelock.benchmarks;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import java.util.Optional;

/** A source tree that has nothing in it but a {@code flake.nix}, with these contents. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FlakeTree(byte[] contents) implements SourceTree {

    @Override
    public Optional<Kind> kind(String path) {
        if (path.isEmpty()) {
            return Optional.of(Kind.DIRECTORY);
        }
        return path.equals("flake.nix") ? Optional.of(Kind.REGULAR) : Optional.empty();
    }

    @Override
    public byte[] read(String path) throws FlakeException {
        if (!path.equals("flake.nix")) {
            throw missing(path);
        }
        return contents;
    }

    @Override
    public String linkTarget(String path) throws FlakeException {
        throw missing(path);
    }

    @Override
    public String show(String path) {
        return "/nix/store/00000000000000000000000000000000-source/" + path;
    }
}
