/**
 * The JMH benchmarks. May use every module; nothing uses this one.
 *
 * <p>A benchmark shares its data with nobody, makes it in its set-up, and is run once by the tests of this module.
 */
@NullMarked
package dev.flakelock.benchmarks;

import org.jspecify.annotations.NullMarked;
