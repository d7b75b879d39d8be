/** The help texts, drawn by picocli. Loaded only when help is wanted. */
@NullMarked
package dev.flakelock.cli.help;

import org.jspecify.annotations.NullMarked;
