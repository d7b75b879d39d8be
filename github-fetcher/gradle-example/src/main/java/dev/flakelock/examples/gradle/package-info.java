/** The Gradle task of the guide. */
@NullMarked
package dev.flakelock.examples.gradle;

import org.jspecify.annotations.NullMarked;
