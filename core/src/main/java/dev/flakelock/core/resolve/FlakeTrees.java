package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.registry.RegistryScope;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From references to flakes, as one pass sees them. */
final class FlakeTrees {

    private final TreeCache trees;
    private final FlakeLoader loader;
    private final Consumer<String> warnings;

    FlakeTrees(TreeCache trees, FlakeLoader loader, Consumer<String> warnings) {
        this.trees = trees;
        this.loader = loader;
        this.warnings = warnings;
    }

    /** Whether something was asked for that is still under way. */
    boolean isIncomplete() {
        return trees.isIncomplete();
    }

    /**
     * The flake of a reference that is relative to another flake.
     *
     * @param declaring where the flake lies that the reference is relative to
     */
    LoadedFlake relative(FlakeRef ref, FlakeDirectory declaring) throws FlakeException {
        String path = ref.input().attrs().text("path") + "/" + ref.subdir();
        FlakeDirectory source = declaring.relative(path).orElseThrow(() -> outside(declaring, path));
        try {
            return new LoadedFlake(ref, ref, ref, null, source, loader.flake(source, ref, warnings));
        } catch (FlakeException e) {
            // Whatever is no reference of a known form is a path.
            throw path.contains(":")
                    ? e.hint("this was taken for a path; references look like 'github:OWNER/REPO' or 'path:./DIR'")
                    : e;
        }
    }

    /**
     * The flake of a reference that is not relative.
     *
     * @param hash whether the tree is hashed, and the hash compared with the one in the reference
     * @param asker the input it is for
     * @return null if it has not arrived yet
     */
    @Nullable LoadedFlake fetched(FlakeRef ref, RegistryScope scope, boolean hash, InputAttrPath asker) throws FlakeException {
        TreeCache.Entry entry = trees.get(ref.input(), scope, hash, asker);
        if (entry == null) {
            return null;
        }
        String dir = TreeCache.directory(entry, ref);
        LoadedFlake flake = withSelfAttrs(read(ref, entry, dir), scope, hash, asker);
        if (flake != null && hash) {
            flake.locked();
        }
        return flake;
    }

    /** The flake again, if what it says about its own input makes that another input. */
    private @Nullable LoadedFlake withSelfAttrs(
            LoadedFlake flake, RegistryScope scope, boolean hash, InputAttrPath asker) throws FlakeException {
        FetchedInput first = flake.requireInput();
        Attrs attrs = FlakeLoader.withSelfAttrs(first.attrs(), flake.flake());
        if (attrs.equals(first.attrs())) {
            return flake;
        }
        Input changed = first.asked().withAttrs(attrs);
        // Nobody has checked what was added; printing does, as far as the scheme takes notice of it.
        changed.toUrl();
        TreeCache.Entry again = trees.get(changed, scope, hash, asker);
        if (again == null) {
            return null;
        }
        TreeCache.Entry entry = new TreeCache.Entry(flake.resolved().input(), sameFingerprint(first, again), null);
        return read(flake.original(), entry, flake.resolved().subdir());
    }

    /** In Nix the fingerprint of a flake stays what it was before the flake said anything about itself. */
    private static FetchedInput sameFingerprint(FetchedInput first, TreeCache.Entry again) {
        FetchedInput fetched = again.fetched();
        return new FetchedInput(
                fetched.asked(), fetched.attrs(), fetched.tree().withFingerprint(first.tree()::fingerprint));
    }

    private LoadedFlake read(FlakeRef ref, TreeCache.Entry entry, String dir) throws FlakeException {
        FlakeDirectory root = FlakeDirectory.root(entry.fetched().files());
        FlakeDirectory source = root.relative(dir).orElseThrow(() -> outside(root, dir));
        FlakeRef resolved = new FlakeRef(entry.resolved(), dir);
        FlakeRef found = new FlakeRef(entry.fetched().found(), dir);
        return new LoadedFlake(ref, resolved, found, entry.fetched(), source, loader.flake(source, resolved, warnings));
    }

    /** The refusal of a place outside of a tree, which Nix words for a tree in its store. */
    private static FlakeException outside(FlakeDirectory from, String path) {
        String inStore = "nix/store/source/" + from.directory();
        String target = new FlakeDirectory(from.files(), inStore)
                .relative(path + "/flake.nix")
                .map(FlakeDirectory::directory)
                .orElse("flake.nix");
        return new FlakeException("access to absolute path '/" + target
                        + "' is forbidden in pure evaluation mode (use '--impure' to override)")
                .hint("a relative input has to be inside the repository or directory of its flake");
    }
}
