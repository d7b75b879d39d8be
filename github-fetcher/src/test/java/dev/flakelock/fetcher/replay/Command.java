package dev.flakelock.fetcher.replay;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The commands of the recording as requests, as far as the recording needs it. */
final class Command {

    private final Path directory;
    private final RefContext overrides;
    private final RefContext flakes;
    private final Deque<String> words;
    private final String name;
    private final Set<InputAttrPath> updates = new TreeSet<>();
    private final NavigableMap<InputAttrPath, FlakeRef> overridden = new TreeMap<>();
    private final Map<String, String> options = new HashMap<>();
    private String flake = ".";
    private Registry flags = Registry.empty();

    private Command(List<String> args, Schemes schemes, Path directory) {
        this.directory = directory;
        this.overrides = RefContext.override(schemes, directory);
        this.flakes = RefContext.commandLine(schemes, directory);
        this.words = new ArrayDeque<>(args);
        this.name = words.pop();
    }

    /** Reads the words after {@code nix flake}. */
    static Command parse(List<String> args, Schemes schemes, Path directory) throws FlakeException {
        Command command = new Command(args, schemes, directory);
        while (!command.words.isEmpty()) {
            command.take(command.words.pop());
        }
        return command;
    }

    private void take(String word) throws FlakeException {
        switch (word) {
            case "--override-input" ->
                overridden.put(InputAttrPath.parse(words.pop()), FlakeRef.parse(words.pop(), overrides));
            case "--override-flake" -> {
                FlakeRef from = FlakeRef.parse(words.pop(), overrides);
                flags = flags.with(RegistryEntry.of(from.input(), FlakeRef.parse(words.pop(), overrides)));
            }
            case "--update-input" -> updates.add(InputAttrPath.parse(words.pop()));
            case "--flake" -> flake = words.pop();
            case "--output-lock-file", "--reference-lock-file" -> options.put(word, words.pop());
            case "--recreate-lock-file",
                    "--no-update-lock-file",
                    "--no-write-lock-file",
                    "--commit-lock-file",
                    "--json",
                    "--offline" -> options.put(word, "");
            default -> {
                if (word.startsWith("-")) {
                    throw new IllegalArgumentException(word);
                } else if (name.equals("update")) {
                    updates.add(InputAttrPath.parse(word));
                } else {
                    flake = word;
                }
            }
        }
    }

    /** What options say about registries. */
    Registry flags() {
        return flags;
    }

    LockRequest request() throws FlakeException {
        boolean everything =
                options.containsKey("--recreate-lock-file") || (name.equals("update") && updates.isEmpty());
        boolean write =
                !options.containsKey("--no-write-lock-file") && (overridden.isEmpty() || !name.equals("metadata"));
        return LockRequest.of(FlakeRef.parse(flake, flakes))
                .updates(everything ? LockUpdates.EVERYTHING : LockUpdates.of(updates))
                .overrides(overridden)
                .outputLockFile(file("--output-lock-file"))
                .referenceLockFile(file("--reference-lock-file"))
                .writeLockFile(write)
                .updateLockFile(!options.containsKey("--no-update-lock-file"))
                .commitLockFile(options.containsKey("--commit-lock-file"))
                .failOnUnlocked(name.equals("lock"))
                .build();
    }

    private @Nullable Path file(String option) {
        String text = options.get(option);
        return text == null ? null : directory.resolve(text);
    }
}
