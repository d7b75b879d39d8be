package dev.flakelock.fetcher.git;

import java.util.List;
import java.util.Set;

/**
 * What git knows of a work tree.
 *
 * @param files the tracked files and links that are on disk, submodules not among them, as git's bytes in git's order
 * @param submodules the paths of the submodules in the index
 * @param dirty whether any tracked or staged path differs from HEAD
 */
record WorkTreeStatus(List<byte[]> files, Set<String> submodules, boolean dirty) {}
