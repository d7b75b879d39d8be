/**
 * Archives: a tar or zip, however compressed, becomes a hashed tree while it is read, with the rules by which Nix makes
 * a tree of it.
 *
 * <p>The way of the bytes: {@code Decompression} takes the compression off, {@code TarReader} or {@code ZipReader} finds
 * the members, {@code ArchiveTree} puts them into a tree that holds contents in a {@code ContentStore}, and {@code
 * Emission} pushes the tree in NAR order. Depends on {@code dev.flakelock.narhash} and the archive libraries.
 */
@NullMarked
package dev.flakelock.narhash.archive;

import org.jspecify.annotations.NullMarked;
