@NullMarked
package dev.flakelock.benchmarks;

import org.jspecify.annotations.NullMarked;
