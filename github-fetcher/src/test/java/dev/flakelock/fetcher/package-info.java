/** Tests of the schemes together: the recorded references, the contract that all schemes keep. */
@NullMarked
package dev.flakelock.fetcher;

import org.jspecify.annotations.NullMarked;
