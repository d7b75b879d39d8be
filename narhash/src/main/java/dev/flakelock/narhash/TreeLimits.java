package dev.flakelock.narhash;

/**
 * Bounds on what a hashed tree may cost, beside the limits that every NAR has. Nix has none of these; the defaults are
 * far above real trees (nixpkgs: 90,000 nodes, 0.4 GB).
 *
 * @param nodes most files, directories and symlinks in a tree, and most members in an archive
 * @param narSize most bytes of NAR, which bounds the time a compression bomb can take
 * @param textSize most bytes of names and symlink targets together
 * @param keptSize most bytes of kept contents together; a file that does not fit is not kept
 */
public record TreeLimits(int nodes, long narSize, int textSize, int keptSize) {
    /** Half a million nodes, 64 GiB of NAR, 32 MiB each of names and of kept contents. */
    public static final TreeLimits DEFAULT = new TreeLimits(500_000, 64L << 30, 32 << 20, 32 << 20);

    /** The same with other bounds of what a tree may hold. */
    public TreeLimits within(int mostNodes, long mostBytes) {
        return new TreeLimits(mostNodes, mostBytes, textSize, keptSize);
    }
}
