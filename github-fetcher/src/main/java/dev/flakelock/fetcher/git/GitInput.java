package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of an input of type {@code git}, by name. */
record GitInput(Input input) {

    private static final String NO_REV = "0".repeat(40);
    private static final List<String> VERIFICATION = List.of("verifyCommit", "keytype", "publicKey", "publicKeys");

    Attrs attrs() {
        return input.attrs();
    }

    /** An input of the same scheme with other attributes. */
    GitInput withAttrs(Attrs others) {
        return new GitInput(input.withAttrs(others));
    }

    /** The input with these attributes as messages name it. */
    String show(Attrs found) {
        return new FlakeRef(input.withAttrs(found), "").show();
    }

    String url() {
        String url = attrs().text("url");
        return url == null ? "" : url;
    }

    @Nullable String ref() {
        return attrs().text("ref");
    }

    /** The commit asked for; forty zeros stand for no commit. */
    @Nullable String rev() {
        String rev = attrs().text("rev");
        return NO_REV.equals(rev) ? null : rev;
    }

    boolean shallow() {
        return attrs().flag("shallow");
    }

    boolean submodules() {
        return attrs().flag("submodules");
    }

    boolean lfs() {
        return attrs().flag("lfs");
    }

    boolean exportIgnore() {
        return attrs().flag("exportIgnore");
    }

    boolean allRefs() {
        return attrs().flag("allRefs");
    }

    /**
     * Whether the commit must be signed. Keys alone ask for that too.
     *
     * @throws FlakeException if the keys are none
     */
    boolean verifyCommit() throws FlakeException {
        return attrs().has("verifyCommit")
                ? attrs().flag("verifyCommit")
                : !PublicKeys.toParameters(attrs()).isEmpty();
    }

    /** Whether the files are wanted as they are, without submodules, attributes and signatures. */
    boolean isPlain() {
        return !submodules() && !exportIgnore() && VERIFICATION.stream().noneMatch(attrs()::has);
    }

    /** The flags among these attributes that change the tree of a commit, in the form of Nix's fingerprints. */
    static String treeFlags(Attrs attrs) {
        return (attrs.flag("submodules") ? ";s" : "")
                + (attrs.flag("exportIgnore") ? ";e" : "")
                + (attrs.flag("lfs") ? ";l" : "");
    }
}
