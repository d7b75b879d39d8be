package dev.flakelock.cli;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Does what commands usually do, so that an archive of the classes loaded meanwhile speeds up later starts. The launcher
 * runs it in a JVM that writes such an archive at its end.
 */
final class Training {

    private Training() {}

    /** Locks and shows a small flake in a new directory, the only argument, without a network and without output. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        Files.createDirectories(directory.resolve("tree"));
        Files.writeString(
                directory.resolve("flake.nix"),
                "{ inputs.tree = { url = \"path:./tree\"; flake = false; }; outputs = { self, tree }: { }; }");
        for (List<String> command : List.of(
                List.of("lock", "path:."),
                List.of("lock", "path:."),
                List.of("update", "--flake", "path:."),
                List.of("metadata", "path:."),
                List.of("metadata", "--json", "path:."))) {
            run(directory, command);
        }
    }

    private static void run(Path directory, List<String> command) {
        Map<String, String> variables = Map.of(
                "NIX_CONF_DIR", directory.resolve("etc").toString(),
                "XDG_CONFIG_HOME", directory.resolve("config").toString(),
                "XDG_CACHE_HOME", directory.resolve("cache").toString());
        Environment environment =
                Environment.of(variables, directory, directory, OperatingSystem.named(System.getProperty("os.name")));
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console console = new Console(nowhere, nowhere, Console.Terminals.NONE, environment);
        new Flakelock(environment, console).run(command);
    }
}
