/** The scripts that teach shells to ask flakelock for words. Texts only; they lie beside this among the resources. */
@NullMarked
package dev.flakelock.cli.script;

import org.jspecify.annotations.NullMarked;
