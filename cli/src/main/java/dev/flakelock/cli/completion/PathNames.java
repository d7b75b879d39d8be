package dev.flakelock.cli.completion;

import dev.flakelock.cli.command.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files and directories that a word may be the beginning of. */
final class PathNames {

    private final Session session;
    private final boolean onlyDirectories;

    PathNames(Session session, boolean onlyDirectories) {
        this.session = session;
        this.onlyDirectories = onlyDirectories;
    }

    /** Those in the directory that the word names, as the user would go on; directories end with a slash. */
    Stream<Proposal> starting(String word) {
        String directory = word.substring(0, word.lastIndexOf('/') + 1);
        boolean hidden = word.startsWith(".", directory.length());
        return entries(directory).stream()
                .filter(entry -> hidden || !entry.getFileName().toString().startsWith("."))
                .filter(entry -> !onlyDirectories || Files.isDirectory(entry))
                .map(entry -> new Proposal(directory + entry.getFileName() + slash(entry), ""));
    }

    private static String slash(Path entry) {
        return Files.isDirectory(entry) ? "/" : "";
    }

    private List<Path> entries(String directory) {
        Path path;
        try {
            String home =
                    directory.startsWith("~/") ? session.environment().home() + directory.substring(1) : directory;
            path = session.environment().currentDirectory().resolve(home);
        } catch (InvalidPathException e) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
