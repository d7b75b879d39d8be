/** Stand-ins for the world around a fetch: what servers send, what time it is, who listens. */
@NullMarked
package dev.flakelock.fetcher.testing;

import org.jspecify.annotations.NullMarked;
