package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.core.registry.UserRegistry;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The flag {@code --registry}: the registry that a command changes. */
final class RegistryFileArgument {

    private final Session session;
    private final Library library;
    private @Nullable String file;

    RegistryFileArgument(Session session, Library library) {
        this.session = session;
        this.library = library;
    }

    Flags flags() {
        return Flags.of(Flag.value(
                "--registry", "registry", "the file to change; the user's registry by default", value -> file = value));
    }

    /** The registry to change. */
    UserRegistry registry() {
        return library.registry(file());
    }

    /** The file that it is in. */
    Path file() {
        return file == null || file.isEmpty()
                ? session.environment().configDir().resolve("registry.json")
                : session.environment().currentDirectory().resolve(file);
    }
}
