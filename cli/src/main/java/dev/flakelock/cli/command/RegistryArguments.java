package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.core.ref.FlakeRef;
import java.util.List;

/** The flags that say what indirect flake references mean. */
final class RegistryArguments {

    private final Session session;
    private final Library library;

    RegistryArguments(Session session, Library library) {
        this.session = session;
        this.library = library;
    }

    Flags flags() {
        return Flags.of(
                new Flag(
                        "--override-flake",
                        '\0',
                        List.of("original-ref", "resolved-ref"),
                        "look a flake up elsewhere than the registries say",
                        this::override),
                Flag.value(
                        "--inputs-from",
                        "flake-url",
                        "look flakes up among the inputs of this one first",
                        flake -> session.later(() -> library.addRegistryEntriesFrom(flake))),
                Flag.toggle("--no-registries", "use no registry (deprecated: use --no-use-registries)", this::disable));
    }

    private void override(List<String> values) {
        session.later(() -> {
            FlakeRef from = library.parseFlake(values.get(0));
            FlakeRef to = library.parseFlake(values.get(1));
            library.addRegistryEntry(from, to);
        });
    }

    private void disable() {
        session.console().warn("'--no-registries' is deprecated; use '--no-use-registries'");
        session.useNoRegistries();
    }
}
