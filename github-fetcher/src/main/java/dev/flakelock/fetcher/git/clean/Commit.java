package dev.flakelock.fetcher.git.clean;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit.
 *
 * @param rev its name, 40 hexadecimal digits
 * @param tree the tree
 * @param parents the commits before it
 * @param time the committer's time, in seconds since 1970
 */
public record Commit(String rev, String tree, List<String> parents, long time) {

    private static final int LATEST = Integer.MAX_VALUE;

    /** Reads a commit's object. */
    static Commit parse(String rev, byte[] object) throws Unusual {
        String[] lines = new String(object, StandardCharsets.ISO_8859_1).split("\n", -1);
        String tree = Hex.require(after("tree ", lines[0]));
        List<String> parents = new ArrayList<>();
        int i = 1;
        for (; lines[i].startsWith("parent "); i++) {
            parents.add(Hex.require(after("parent ", lines[i])));
        }
        after("author ", lines[i]);
        return new Commit(rev, tree, List.copyOf(parents), time(after("committer ", lines[i + 1])));
    }

    private static String after(String prefix, String line) throws Unusual {
        if (!line.startsWith(prefix)) {
            throw new Unusual(line);
        }
        return line.substring(prefix.length());
    }

    /** The time in {@code Name <address> 1700000000 +0100}. */
    private static long time(String committer) throws Unusual {
        int bracket = committer.indexOf("> ");
        int space = committer.lastIndexOf(' ');
        if (bracket < 0 || bracket != committer.lastIndexOf('>') || space < bracket + 2) {
            throw new Unusual(committer);
        }
        long time = Long.parseUnsignedLong(committer, bracket + 2, space, 10);
        if (time < 0 || time > LATEST) {
            throw new Unusual(committer);
        }
        return time;
    }
}
