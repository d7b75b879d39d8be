package dev.flakelock.core.ref;

import dev.flakelock.core.error.FlakeException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Paths of local files as texts with {@code /} between the components, made absolute the way Nix does it. */
final class LocalPaths {

    private static final int MAX_LINKS = 1024;

    private LocalPaths() {}

    static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** The absolute path without {@code .}, {@code ..}, empty components and final slash; links are not looked at. */
    static String normalize(Path base, String path) {
        Deque<String> done = new ArrayDeque<>();
        for (String component : absolute(base, path).split("/")) {
            if (component.equals("..")) {
                done.pollLast();
            } else if (!component.isEmpty() && !component.equals(".")) {
                done.addLast(component);
            }
        }
        return "/" + String.join("/", done);
    }

    /**
     * The absolute path without {@code .}, {@code ..}, empty components, final slash and symbolic links. It need not
     * exist.
     *
     * @throws FlakeException if links go in a circle or cannot be read
     */
    static String resolve(Path base, String path) throws FlakeException {
        Deque<String> todo = new ArrayDeque<>(components(absolute(base, path)));
        Deque<String> done = new ArrayDeque<>();
        int links = 0;
        while (!todo.isEmpty()) {
            String component = todo.pop();
            if (component.equals("..")) {
                done.pollLast();
                continue;
            } else if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            done.addLast(component);
            Path file = file("/" + String.join("/", done));
            if (Files.isSymbolicLink(file)) {
                if (++links > MAX_LINKS) {
                    throw new FlakeException("infinite symlink recursion in path " + quote(absolute(base, path)));
                }
                follow(file, done, todo);
            }
        }
        return "/" + String.join("/", done);
    }

    private static void follow(Path link, Deque<String> done, Deque<String> todo) throws FlakeException {
        String target;
        try {
            target = text(Files.readSymbolicLink(link));
        } catch (IOException e) {
            throw new FlakeException("reading symbolic link " + quote(text(link)) + ": " + reason(e), e);
        }
        done.removeLast();
        if (isAbsolute(target)) {
            done.clear();
        }
        List<String> components = components(target);
        for (int i = components.size() - 1; i >= 0; i--) {
            todo.push(components.get(i));
        }
    }

    /** The file that a path means. */
    static Path file(String path) throws FlakeException {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new FlakeException("path " + quote(path) + " cannot be used on this system", e);
        }
    }

    /** A path in quotes, as in messages. */
    static String quote(String path) {
        return '"' + path.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Why a file could not be looked at, in the words of the operating system as far as Java has them. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        } else if (e instanceof java.nio.file.AccessDeniedException) {
            return "Permission denied";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? "Input/output error" : reason;
    }

    private static String absolute(Path base, String path) {
        return isAbsolute(path) ? path : text(base) + "/" + path;
    }

    private static List<String> components(String path) {
        return Arrays.asList(path.split("/"));
    }

    private static String text(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }
}
