/** Tests of URLs, names and paths by themselves; references of all schemes are tested where the schemes are. */
@NullMarked
package dev.flakelock.core.ref;

import org.jspecify.annotations.NullMarked;
