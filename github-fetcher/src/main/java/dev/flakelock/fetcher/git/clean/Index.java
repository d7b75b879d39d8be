package dev.flakelock.fetcher.git.clean;

import java.time.Instant;
import java.util.List;

/**
 * The index.
 *
 * @param time when it was written
 * @param entries in git's order
 * @param tree the tree object that the entries make, 40 hexadecimal digits
 */
record Index(Instant time, List<IndexEntry> entries, String tree) {}
