package dev.flakelock.fetcher.hg;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.narhash.EntryPath;
import dev.flakelock.narhash.TreeFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The files that Mercurial knows of in a work tree. */
final class TrackedFiles implements TreeFilter {

    private final Set<String> files;

    private TrackedFiles(Set<String> files) {
        this.files = files;
    }

    static TrackedFiles of(Path tree, FetchContext context) throws FlakeException {
        String list = HgProgram.run(
                context,
                "status",
                "-R",
                tree.toString(),
                "--clean",
                "--modified",
                "--added",
                "--no-status",
                "--print0");
        return new TrackedFiles(Set.copyOf(List.of(list.split("\0"))));
    }

    @Override
    public boolean includes(EntryPath path) {
        return files.contains(path.toString());
    }
}
