package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Fetches the submodules of a work tree or a commit, each as an input of type {@code git}. */
final class Submodules {

    private static final String LIST = ".gitmodules";
    private static final String SECTION = "submodule";

    /** Fetches an input; the way back into the fetcher that fetches submodules. */
    @FunctionalInterface
    interface Recursion {
        GitResult fetch(GitInput input, FetchContext context) throws FlakeException;
    }

    /**
     * The submodules.
     *
     * @param mounts them at their paths
     * @param dirty whether one of them is a work tree with changes
     */
    record Found(Mounts mounts, boolean dirty) {
        static final Found NONE = new Found(Mounts.NONE, false);
    }

    private final Recursion recursion;

    Submodules(Recursion recursion) {
        this.recursion = recursion;
    }

    /** The submodules that are checked out below a work tree, as they are there. */
    Found ofWorkTree(Path root, GitInput parent, FetchContext context) throws FlakeException {
        Path list = root.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return Found.NONE;
        }
        Map<String, GitFiles> mounts = new TreeMap<>();
        boolean dirty = false;
        Config config = parse(root, () -> Files.readString(list));
        for (String name : config.getSubsections(SECTION)) {
            String path = config.getString(SECTION, name, "path");
            if (isInside(path)) {
                Attrs attrs = nested(parent, GitLocation.fileUrl(root.resolve(path)));
                GitResult result = recursion.fetch(parent.withAttrs(attrs), context);
                mounts.put(path, result.files());
                dirty |= result.dirty();
            }
        }
        return new Found(new Mounts(mounts), dirty);
    }

    /**
     * The submodules of a commit.
     *
     * @param local where the commit is
     * @param tree its tree
     * @param parent the input that the commit was fetched for
     * @param base what relative URLs count from
     */
    Mounts ofCommit(LocalRepository local, ObjectId tree, GitInput parent, Base base, FetchContext context)
            throws FlakeException {
        Map<String, ObjectId> commits = new TreeMap<>();
        Config config = local.use(repository -> readList(repository, local.root(), tree, commits));
        Map<String, GitFiles> mounts = new TreeMap<>();
        for (String name : config.getSubsections(SECTION)) {
            String path = config.getString(SECTION, name, "path");
            String url = config.getString(SECTION, name, "url");
            ObjectId commit = path == null ? null : commits.get(path);
            if (commit != null && url != null) {
                Attrs attrs = nested(parent, SubmoduleUrls.resolve(base.url(), url))
                        .with("rev", commit.name())
                        .with("allRefs", true);
                String branch = config.getString(SECTION, name, "branch");
                if (branch != null) {
                    attrs = attrs.with("ref", branch.equals(".") ? base.ref() : branch);
                }
                mounts.put(
                        path, recursion.fetch(parent.withAttrs(attrs), context).files());
            }
        }
        return new Mounts(mounts);
    }

    /**
     * Where a commit is from.
     *
     * @param url the URL of its repository
     * @param ref its branch
     */
    record Base(String url, String ref) {}

    private static Attrs nested(GitInput parent, String url) {
        Attrs attrs = Attrs.none().with("type", "git").with("url", url).with("submodules", true);
        return parent.lfs() ? attrs.with("lfs", true) : attrs;
    }

    /** A path that leads out of the repository is no submodule of it. */
    private static boolean isInside(@Nullable String path) {
        return path != null && !path.isEmpty() && !path.startsWith("/") && !("/" + path + "/").contains("/../");
    }

    private static Config readList(Repository repository, Path root, ObjectId tree, Map<String, ObjectId> commits)
            throws IOException, FlakeException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                if (walk.getFileMode(0) == FileMode.GITLINK) {
                    commits.put(walk.getPathString(), walk.getObjectId(0));
                }
            }
        }
        Optional<byte[]> list = GitObjects.blobAt(repository, tree, LIST);
        return list.isEmpty() ? new Config() : parse(root, () -> new String(list.get(), StandardCharsets.UTF_8));
    }

    /** Reads text. */
    @FunctionalInterface
    private interface Text {
        String read() throws IOException;
    }

    private static Config parse(Path root, Text text) throws FlakeException {
        Config config = new Config();
        try {
            config.fromText(text.read());
        } catch (ConfigInvalidException e) {
            throw new FlakeException("parsing .gitmodules of \"" + root + "\": " + e.getMessage(), e);
        } catch (IOException e) {
            throw GitErrors.reading(root, e);
        }
        return config;
    }
}
