package dev.flakelock.narhash.archive;

import java.util.Arrays;
import java.util.List;

/**
 * Watches whether members come in an order in which a tree can be streamed: that of git (a directory sorts as if its name
 * ended in a slash) or that of plain sorted paths.
 */
final class ArrivalOrder {
    private List<byte[]> last = List.of();
    private boolean lastIsDirectory;
    private boolean gitSorted = true;
    private boolean pathSorted = true;

    void directory(List<byte[]> path) {
        arrive(path, true);
    }

    void leaf(List<byte[]> path) {
        arrive(path, false);
    }

    boolean areSorted() {
        return gitSorted || pathSorted;
    }

    private void arrive(List<byte[]> path, boolean isDirectory) {
        int common = 0;
        int shorter = Math.min(last.size(), path.size());
        while (common < shorter && Arrays.equals(last.get(common), path.get(common))) {
            common++;
        }
        if (common == shorter) {
            gitSorted &= path.size() >= last.size();
            pathSorted &= path.size() >= last.size();
        } else {
            byte[] a = last.get(common);
            byte[] b = path.get(common);
            pathSorted &= Arrays.compareUnsigned(a, b) < 0;
            boolean aDirectory = lastIsDirectory || common < last.size() - 1;
            boolean bDirectory = isDirectory || common < path.size() - 1;
            gitSorted &= Arrays.compareUnsigned(gitKey(a, aDirectory), gitKey(b, bDirectory)) < 0;
        }
        last = path;
        lastIsDirectory = isDirectory;
    }

    private static byte[] gitKey(byte[] name, boolean isDirectory) {
        if (!isDirectory) {
            return name;
        }
        byte[] key = Arrays.copyOf(name, name.length + 1);
        key[name.length] = '/';
        return key;
    }
}
