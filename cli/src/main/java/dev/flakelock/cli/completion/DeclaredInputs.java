package dev.flakelock.cli.completion;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.SourceTree;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeInput;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.fetcher.StandardSchemes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The inputs that the {@code flake.nix} in a directory declares. */
final class DeclaredInputs {

    private DeclaredInputs() {}

    /**
     * The inputs by name.
     *
     * @throws FlakeException if there is no {@code flake.nix}, or if it cannot be read
     */
    static Map<String, FlakeInput> of(Path directory) throws FlakeException {
        FlakeDirectory root = FlakeDirectory.root(new FlakeNixAlone(directory.resolve("flake.nix")));
        return new FlakeNixReader(StandardSchemes.language(), true)
                .read(root, directory.toString(), warning -> {})
                .inputs();
    }

    /** A tree of which there is nothing to see but its {@code flake.nix}. */
    private record FlakeNixAlone(Path file) implements SourceTree {

        @Override
        public Optional<Kind> kind(String path) {
            return isThere(path) ? Optional.of(Kind.REGULAR) : Optional.empty();
        }

        private boolean isThere(String path) {
            return path.equals("flake.nix") && Files.isRegularFile(file);
        }

        @Override
        public byte[] read(String path) throws FlakeException {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new FlakeException("reading file '" + file + "': " + e.getMessage(), e);
            }
        }

        @Override
        public String linkTarget(String path) throws FlakeException {
            throw missing(path);
        }

        @Override
        public String show(String path) {
            return file.resolveSibling(path).toString();
        }
    }
}
