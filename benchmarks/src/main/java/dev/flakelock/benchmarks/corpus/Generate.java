package dev.flakelock.benchmarks.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The generators as a program.
 *
 * <pre>
 * Generate directory SHAPE SCALE DIRECTORY        a tree as files; SHAPE is nixpkgs, home-manager or tiny
 * Generate repository SHAPE SCALE DIRECTORY       DIRECTORY/HEAD and DIRECTORY/COMMIT.tar.gz, as the stand-in serves them
 * Generate repositories COUNT DIRECTORY           DIRECTORY/repo-1 and so on, each a tiny repository
 * Generate flakes DIRECTORY                       the flake.nix files of the parse benchmark
 * Generate lock NODES FILE                        a lock file
 * </pre>
 */
public final class Generate {

    private Generate() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "directory" -> TreeFiles.write(tree(args), Path.of(args[3]));
            case "repository" -> repository(tree(args), args[1], 0, Path.of(args[3]));
            case "repositories" -> repositories(Integer.parseInt(args[1]), Path.of(args[2]));
            case "flakes" -> flakes(Path.of(args[1]));
            case "lock" -> Files.write(Path.of(args[2]), LockFiles.of(Integer.parseInt(args[1])));
            default -> throw new IllegalArgumentException("cannot generate " + args[0]);
        }
    }

    private static Node.Directory tree(String[] args) {
        TreeShape shape = TreeShape.valueOf(args[1].replace('-', '_').toUpperCase(Locale.ROOT));
        return shape.tree(Double.parseDouble(args[2]));
    }

    private static void repositories(int count, Path parent) throws IOException {
        for (int i = 1; i <= count; i++) {
            repository(TreeShape.TINY.tree(1), "repo-" + i, i, parent.resolve("repo-" + i));
        }
    }

    private static void repository(Node.Directory tree, String name, int number, Path directory) throws IOException {
        String rev = "%040x".formatted(0xf1a4e000L + number);
        Files.createDirectories(directory);
        Path archive = directory.resolve(rev + ".tar.gz");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive))) {
            GitArchive.tarGz(tree, name, rev, out);
        }
        Files.writeString(directory.resolve("HEAD"), rev + "\n", StandardCharsets.US_ASCII);
    }

    private static void flakes(Path parent) throws IOException {
        int number = 0;
        for (byte[] file : FlakeFiles.corpus()) {
            Path directory = Files.createDirectories(parent.resolve("%03d".formatted(number++)));
            Files.write(directory.resolve("flake.nix"), file);
        }
    }
}
