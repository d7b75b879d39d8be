package dev.flakelock.cli;

import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.GZIPOutputStream;

/**
 * Does what commands usually do, so that an archive of the classes loaded meanwhile speeds up later starts. The launcher
 * runs it in a JVM that writes such an archive at its end.
 */
final class Training {

    /** Enough to be hashed as what is large is hashed. */
    private static final int FILE = 512 * 1024;

    private static final int TAR_BLOCK = 512;
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
        Path file = Files.createDirectories(directory.resolve("tree")).resolve("file");
        Files.writeString(file, "as committed");
        byte[] tarball = tarball();
        Path archive = Files.write(directory.resolve("tree.tar.gz"), tarball);
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  inputs.tree = { url = "path:./tree"; flake = false; };
                  inputs.archive = { url = "file://%s"; flake = false; };
                  outputs = { self, tree, archive }: { };
                }
                """.formatted(archive));
        Main.load();
        FLAKE_COMMANDS.forEach(command -> run(directory, command));
        if (git(directory, "init", "-q")
                && git(directory, "add", "flake.nix", "flake.lock", "tree")
                && commit(directory)) {
            run(directory, List.of("lock"));
            git(directory, "gc", "-q");
            run(directory, List.of("lock", "--override-input", "tree", "git+file://" + directory));
            // A clean tree does without JGit.
            Files.writeString(file, "changed");
            run(directory, List.of("lock"));
            run(directory, List.of("metadata", "--json"));
            run(directory, List.of("lock", "--override-input", "tree", "git+file://" + directory + "?ref=HEAD"));
        }
        download(directory, tarball);
    }

    /** Loads what speaks to servers: HTTP, and what GitHub is asked by way of TLS. */
    private static void download(Path directory, byte[] tarball) throws IOException {
        Path keys = directory.resolve("keys");
        boolean tls = TrainingServer.makeKeys(keys);
        try (TrainingServer server = new TrainingServer(tarball, tls ? keys : null)) {
            String url = server.url();
            run(directory, url, List.of("lock", "--override-input", "archive", url + "/tree.tar.gz"));
            run(directory, url, List.of("update", "--flake", "path:."));
            run(directory, url, List.of("lock", "--override-input", "tree", "github:o/r"));
        }
        loadHttp2();
    }

    /** Loads what OkHttp has for HTTP/2, which GitHub speaks and the server here does not. */
    private static void loadHttp2() throws IOException {
        try {
            Class<?> client = Class.forName("okhttp3.OkHttpClient");
            URI place =
                    client.getProtectionDomain().getCodeSource().getLocation().toURI();
            try (JarFile jar = new JarFile(Path.of(place).toFile())) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    if (entry.getName().matches("okhttp3/internal/http2/.*\\.class")) {
                        String name = entry.getName().replace('/', '.').replaceAll("\\.class$", "");
                        Class.forName(name, false, client.getClassLoader());
                    }
                }
            }
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** A tar.gz of one file that cannot be compressed. */
    private static byte[] tarball() throws IOException {
        byte[] tar = new byte[TAR_BLOCK + FILE + 2 * TAR_BLOCK];
        new Random(1).nextBytes(tar);
        Arrays.fill(tar, 0, TAR_BLOCK, (byte) 0);
        Arrays.fill(tar, TAR_BLOCK + FILE, tar.length, (byte) 0);
        put(tar, 0, "t/file");
        put(tar, 100, "0000644");
        put(tar, 124, "%011o".formatted(FILE));
        put(tar, 148, "        ");
        int sum = 0;
        for (int i = 0; i < TAR_BLOCK; i++) {
            sum += tar[i];
        }
        put(tar, 148, "%06o".formatted(sum));
        tar[154] = 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] tar, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, tar, at, bytes.length);
    }

    private static boolean commit(Path directory) {
        return git(directory, "-c", "user.name=f", "-c", "user.email=f@l", "commit", "-q", "--no-verify", "-m", "f");
    }

    /** Runs git, if it is there. */
    private static boolean git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        return succeeds(command);
    }

    /** Runs a program, if it is there; returns whether all went well. */
    static boolean succeeds(List<String> command) {
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
        run(directory, "http://127.0.0.1:9", command);
    }

    private static void run(Path directory, String proxy, List<String> command) {
        Map<String, String> variables = Map.of(
                "NIX_CONF_DIR", directory.resolve("etc").toString(),
                "XDG_CONFIG_HOME", directory.resolve("config").toString(),
                "XDG_CACHE_HOME", directory.resolve("cache").toString(),
                "NIX_CONFIG", "download-attempts = 1\nexperimental-features = nix-command flakes",
                "NIX_SSL_CERT_FILE", directory.resolve("keys.pem").toString(),
                "https_proxy", proxy);
        Environment environment =
                Environment.of(variables, directory, directory, OperatingSystem.named(System.getProperty("os.name")));
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console console = new Console(nowhere, nowhere, Console.Terminals.NONE, environment);
        new Flakelock(environment, console).run(command);
    }
}
