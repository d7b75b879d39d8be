package dev.flakelock.core.fetch;

import dev.flakelock.core.error.FlakeException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Follows symbolic links inside a source tree. */
public final class LinkResolver {

    private static final int MAX_LINKS = 1024;

    private LinkResolver() {}

    /**
     * The path that a path leads to when every symbolic link is followed, at the end and on the way.
     * The result need not exist.
     *
     * @throws FlakeException for a link out of the tree, for too many links, or if the tree cannot be read
     */
    public static String resolve(SourceTree tree, String path) throws FlakeException {
        Deque<String> todo = new ArrayDeque<>(Arrays.asList(path.split("/")));
        String done = "";
        int links = 0;
        while (!todo.isEmpty()) {
            String component = todo.pop();
            if (component.isEmpty() || component.equals(".")) {
                continue;
            }
            if (component.equals("..")) {
                done = parent(tree, done, path);
                continue;
            }
            String next = done.isEmpty() ? component : done + "/" + component;
            if (tree.kind(next).orElse(SourceTree.Kind.REGULAR) != SourceTree.Kind.SYMLINK) {
                done = next;
                continue;
            }
            if (++links > MAX_LINKS) {
                throw new FlakeException("infinite symlink recursion in path '" + tree.show(path) + "'");
            }
            push(todo, target(tree, next));
        }
        return done;
    }

    private static String target(SourceTree tree, String link) throws FlakeException {
        String target = tree.linkTarget(link);
        if (target.startsWith("/")) {
            throw new FlakeException("access to absolute path '" + target
                    + "' is forbidden in pure evaluation mode (use '--impure' to override)");
        }
        return target;
    }

    private static String parent(SourceTree tree, String directory, String path) throws FlakeException {
        if (directory.isEmpty()) {
            throw new FlakeException("path '" + tree.show(path) + "' leads out of its source tree");
        }
        int slash = directory.lastIndexOf('/');
        return slash < 0 ? "" : directory.substring(0, slash);
    }

    private static void push(Deque<String> todo, String target) {
        String[] components = target.split("/");
        for (int i = components.length - 1; i >= 0; i--) {
            todo.push(components[i]);
        }
    }
}
