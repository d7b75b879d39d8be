package dev.flakelock.cli;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Does what commands usually do, so that an archive of the classes loaded meanwhile speeds up later starts. The launcher
 * runs it in a JVM that writes such an archive at its end.
 */
final class Training {

    private static final int EMPTY_TAR = 1024;
    private static final List<List<String>> FLAKE_COMMANDS = List.of(
            List.of("lock", "path:."),
            List.of("lock", "path:."),
            List.of("update", "--flake", "path:."),
            List.of("metadata", "path:."),
            List.of("metadata", "--json", "path:."));

    private Training() {}

    /** Locks and shows small flakes in a new directory, the only argument, without a network and without output. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]).toAbsolutePath());
        Files.createDirectories(directory.resolve("tree"));
        Path archive = directory.resolve("empty.tar.gz");
        try (OutputStream tar = new GZIPOutputStream(Files.newOutputStream(archive))) {
            tar.write(new byte[EMPTY_TAR]);
        }
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  inputs.tree = { url = "path:./tree"; flake = false; };
                  inputs.archive = { url = "file://%s"; flake = false; };
                  outputs = { self, tree, archive }: { };
                }
                """.formatted(archive));
        FLAKE_COMMANDS.forEach(command -> run(directory, command));
        if (git(directory, "init", "-q") && git(directory, "add", "flake.nix", "flake.lock") && commit(directory)) {
            run(directory, List.of("lock"));
            run(directory, List.of("metadata", "--json"));
        }
        // Nobody listens there, but what speaks to servers is loaded.
        run(directory, List.of("lock", "--override-input", "tree", "github:o/r"));
    }

    private static boolean commit(Path directory) {
        return git(directory, "-c", "user.name=f", "-c", "user.email=f@l", "commit", "-q", "--no-verify", "-m", "f");
    }

    /** Runs git, if it is there. */
    private static boolean git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(Path directory, List<String> command) {
        Map<String, String> variables = Map.of(
                "NIX_CONF_DIR", directory.resolve("etc").toString(),
                "XDG_CONFIG_HOME", directory.resolve("config").toString(),
                "XDG_CACHE_HOME", directory.resolve("cache").toString(),
                "NIX_CONFIG", "download-attempts = 1",
                "https_proxy", "http://127.0.0.1:9");
        Environment environment =
                Environment.of(variables, directory, directory, OperatingSystem.named(System.getProperty("os.name")));
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console console = new Console(nowhere, nowhere, Console.Terminals.NONE, environment);
        new Flakelock(environment, console).run(command);
    }
}
