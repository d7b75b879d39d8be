/** Tests of replacing files, on a real file system. */
@NullMarked
package dev.flakelock.core.disk;

import org.jspecify.annotations.NullMarked;
