/**
 * Drawings of lock files: as text for Graphviz and for Mermaid, and as SVG with a layout of our own. Pure functions from
 * values to text; may use {@code core}.
 */
@NullMarked
package dev.flakelock.cli.graph;

import org.jspecify.annotations.NullMarked;
