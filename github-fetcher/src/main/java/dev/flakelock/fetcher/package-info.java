@NullMarked
package dev.flakelock.fetcher;

import org.jspecify.annotations.NullMarked;
