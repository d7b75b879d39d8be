package dev.flakelock.fetcher.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an input on this machine is fetched from. */
public enum Place {
    DIRECTORY("path:%s", ""),
    GIT("git+file://%s?ref=main", """
            git init -q -b main
            git add flake.nix revision
            git -c user.name=a -c user.email=a@example.org commit -q -m one
            """),
    GIT_WORK_TREE("git+file://%s", """
            git init -q -b main
            git add flake.nix revision
            git -c user.name=a -c user.email=a@example.org commit -q -m one
            """),
    MERCURIAL("hg+file://%s?ref=default", """
            hg init
            hg add -q flake.nix
            hg commit -m zero -u a -d '1500000000 0'
            hg add -q revision
            hg commit -m one -u a -d '1500000000 0'
            """);

    private static final Map<String, String> SURROUNDINGS = Map.of(
            "GIT_AUTHOR_DATE", "1500000000 +0000",
            "GIT_COMMITTER_DATE", "1500000000 +0000",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "HGPLAIN", "",
            "HGRCPATH", "");

    private final String reference;
    private final String script;

    Place(String reference, String script) {
        this.reference = reference;
        this.script = script;
    }

    /** An input that is this directory. */
    public String reference(Path directory) {
        return reference.formatted(directory);
    }

    /** Whether it is read by a program, which somebody has to have installed. */
    public boolean isMercurial() {
        return this == MERCURIAL;
    }

    /** Whether it is a repository of git's. */
    public boolean isGit() {
        return this == GIT || this == GIT_WORK_TREE;
    }

    /** Puts a revision there; nothing is there yet. */
    public void make(Path directory, int revision) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("flake.nix"), "{ outputs = _: { }; }\n");
        Files.writeString(directory.resolve("revision"), directory.getFileName() + " " + revision + "\n");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "set -e\n" + script).directory(directory.toFile());
        shell.environment().putAll(SURROUNDINGS);
        Process process = shell.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** Takes everything away that is there. */
    public static void clear(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The files below a directory of the repository, in order. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
