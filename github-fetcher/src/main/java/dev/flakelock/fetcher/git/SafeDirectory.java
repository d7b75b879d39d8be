package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.util.SystemReader;

/**
 * Git's protection against repositories that somebody else has put there: their configuration may run programs. A
 * work tree must belong to the user or be listed as {@code safe.directory} in the user's or the system's
 * configuration.
 */
final class SafeDirectory {

    private static final Path SELF = Path.of("/proc/self");

    private SafeDirectory() {}

    static void check(Path workTree) throws FlakeException {
        try {
            if (!isOwn(workTree) && !isListed(workTree)) {
                throw new FlakeException("opening Git repository \"" + workTree + "\": repository path '" + workTree
                                + "' is not owned by current user (libgit2 error code = 7)")
                        .hint("git config --global --add safe.directory " + workTree);
            }
        } catch (IOException | ConfigInvalidException e) {
            throw new FlakeException("opening Git repository \"" + workTree + "\": " + e.getMessage(), e);
        }
    }

    /** Whether it belongs to the user of this process. */
    static boolean isOwn(Path workTree) throws IOException {
        if (!workTree.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true;
        }
        if (Files.exists(SELF)) {
            Object self = Files.getAttribute(SELF, "unix:uid");
            return Files.getAttribute(workTree, "unix:uid").equals(self);
        }
        return Files.getOwner(workTree).getName().equals(System.getProperty("user.name"));
    }

    private static boolean isListed(Path workTree) throws IOException, ConfigInvalidException {
        boolean listed = false;
        String plain = workTree.toString();
        for (String entry : SystemReader.getInstance().getUserConfig().getStringList("safe", null, "directory")) {
            if (entry == null || entry.isEmpty()) {
                listed = false;
            } else {
                listed |= entry.equals("*") || withoutSlash(entry).equals(plain);
            }
        }
        return listed;
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
