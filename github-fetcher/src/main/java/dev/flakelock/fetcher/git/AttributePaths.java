package dev.flakelock.fetcher.git;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The paths to which {@code .gitattributes} files give a certain attribute. The files are those of the commit or of the
 * index, nested ones included, together with the repository's {@code info/attributes} and the user's own.
 */
final class AttributePaths {

    private AttributePaths() {}

    /** The paths, files and directories, whose {@code export-ignore} is exactly true; none below such a directory. */
    static Set<String> exportIgnored(Repository repository, ObjectId tree) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            return matching(repository, walk, AttributePaths::isExportIgnored);
        }
    }

    /** The same by the {@code .gitattributes} of the index. */
    static Set<String> exportIgnoredInIndex(Repository repository) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(new DirCacheIterator(repository.readDirCache()));
            return matching(repository, walk, AttributePaths::isExportIgnored);
        }
    }

    /** The files whose {@code filter} is {@code lfs}. */
    static Set<String> lfsFiltered(Repository repository, ObjectId tree) throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            return matching(repository, walk, attributes -> "lfs".equals(attributes.getValue("filter")));
        }
    }

    private static boolean isExportIgnored(Attributes attributes) {
        Attribute attribute = attributes.get("export-ignore");
        return attribute != null && attribute.getState() == Attribute.State.SET;
    }

    private static Set<String> matching(Repository repository, TreeWalk walk, Predicate<Attributes> wanted)
            throws IOException {
        Set<String> paths = new HashSet<>();
        walk.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
        walk.setAttributesNodeProvider(repository.createAttributesNodeProvider());
        while (walk.next()) {
            if (wanted.test(walk.getAttributes())) {
                paths.add(walk.getPathString());
            } else if (walk.getFileMode(0) == FileMode.TREE) {
                walk.enterSubtree();
            }
        }
        return paths;
    }
}
