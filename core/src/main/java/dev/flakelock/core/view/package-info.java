/**
 * Lock files as people look at them: as a tree, as a comparison, as a graph.
 *
 * <p>Values made from lock files, without colours, layout or words; whoever shows them adds those. May use
 * {@code error}, {@code text}, {@code attr}, {@code ref} and {@code lock}.
 */
@NullMarked
package dev.flakelock.core.view;

import org.jspecify.annotations.NullMarked;
