/**
 * A quick look at a git work tree, for starts that should not wait for JGit: it says that a tree is surely clean, or
 * nothing. Reads git's own files; whatever is not as git writes it by default is left to JGit.
 *
 * <p>Knows nothing but the JDK.
 */
@NullMarked
package dev.flakelock.fetcher.git.clean;

import org.jspecify.annotations.NullMarked;
