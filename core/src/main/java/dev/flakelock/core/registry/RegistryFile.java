package dev.flakelock.core.registry;

import dev.flakelock.core.disk.AtomicFile;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.Schemes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A registry in a local file. */
final class RegistryFile {

    private RegistryFile() {}

    /**
     * The registry in this file, which may be missing. Messages show the file that symbolic links lead to.
     *
     * @throws FlakeException if the file cannot be reached
     */
    static Registry read(Path path, Schemes schemes, Consumer<String> warnings) throws FlakeException {
        Path file = target(path);
        if (file == null) {
            return Registry.empty();
        }
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (IOException e) {
            warnings.accept("cannot read flake registry '" + file + "': error: " + reason(e));
            return Registry.empty();
        }
        return RegistryReader.read(json, file.toString(), schemes, warnings);
    }

    /**
     * Replaces the contents of the file as a whole; missing directories are made.
     *
     * @throws FlakeException if it cannot be written, in which case an earlier file is intact
     */
    static void write(Path path, Registry registry) throws FlakeException {
        Path existing = target(path);
        Path file = existing == null ? path : existing;
        Path directory = file.toAbsolutePath().getParent();
        try {
            if (directory != null) {
                Files.createDirectories(directory);
            }
            AtomicFile.write(file, RegistryWriter.toJson(registry).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed("cannot write flake registry", file, e);
        }
    }

    private static @Nullable Path target(Path path) throws FlakeException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed("cannot find flake registry", path, e);
        }
    }

    private static FlakeException failed(String what, Path file, IOException e) {
        return new FlakeException(what + " '" + file + "': " + reason(e), e);
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? "permission denied or not a readable file" : reason;
    }
}
