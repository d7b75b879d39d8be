package dev.flakelock.core.registry;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes a registry in a local file, as {@code nix registry add}, {@code remove} and {@code pin} do.
 *
 * <p>A file that cannot be read is left alone, while Nix would write it anew with only what it could read.
 */
public final class UserRegistry {

    private final Path file;
    private final Schemes schemes;

    /** The registry in this file, which need not exist yet. */
    public UserRegistry(Path file, Schemes schemes) {
        this.file = file;
        this.schemes = schemes;
    }

    /**
     * Puts an entry at the end, in place of all that have the same {@code from}.
     *
     * @param from what is to be replaced; a directory has no meaning here
     * @param to what it is replaced by
     * @throws FlakeException if the file cannot be read or written
     */
    public void add(FlakeRef from, FlakeRef to) throws FlakeException {
        RegistryFile.write(file, read().without(from.input()).with(RegistryEntry.of(from.input(), to)));
    }

    /**
     * Removes the entries from exactly this input, if there are any.
     *
     * @throws FlakeException if the file cannot be read or written
     */
    public void remove(Input from) throws FlakeException {
        RegistryFile.write(file, read().without(from));
    }

    private Registry read() throws FlakeException {
        List<String> problems = new ArrayList<>();
        Registry registry = RegistryFile.read(file, schemes, problems::add);
        if (!problems.isEmpty()) {
            throw new FlakeException(problems.get(0))
                    .hint("The file is left as it is, so that nothing in it is lost. Repair or remove it first.");
        }
        return registry;
    }
}
