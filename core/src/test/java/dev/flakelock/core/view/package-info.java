@NullMarked
package dev.flakelock.core.view;

import org.jspecify.annotations.NullMarked;
