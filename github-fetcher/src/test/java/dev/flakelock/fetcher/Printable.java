package dev.flakelock.fetcher;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Input;
import dev.flakelock.narhash.Hash;
import java.util.List;

/** What the printed form of a reference says: less than the reference in a few ways, which are all listed here. */
final class Printable {

    private static final List<String> GIT_FLAGS = List.of("shallow", "submodules", "lfs", "exportIgnore");

    private Printable() {}

    /** The reference without what is not printed, and with hashes as they are printed. */
    static FlakeRef of(FlakeRef ref) throws FlakeException {
        Input input = ref.input();
        Attrs attrs = input.attrs();
        attrs = switch (input.type()) {
            case "git" -> git(attrs);
            case "tarball", "file" -> attrs.without("rev").without("revCount").without("lastModified");
            default -> attrs;
        };
        if (!input.type().equals("path")) {
            attrs = withPrintedHashes(input, attrs);
        }
        return new FlakeRef(input.withAttrs(attrs), ref.subdir());
    }

    /** A flag that is off is not printed, and allRefs never is. */
    private static Attrs git(Attrs attrs) {
        Attrs result = attrs.without("allRefs");
        for (String flag : GIT_FLAGS) {
            if (result.get(flag) instanceof AttrValue.Flag value && !value.value()) {
                result = result.without(flag);
            }
        }
        return result;
    }

    private static Attrs withPrintedHashes(Input input, Attrs attrs) throws FlakeException {
        Attrs result = attrs;
        Hash rev = input.rev();
        if (rev != null && attrs.has("rev")) {
            result = result.with("rev", rev.toBase16());
        }
        Hash narHash = input.narHash();
        return narHash == null ? result : result.with("narHash", narHash.toSri());
    }

    /**
     * Whether the printed form means something else: a branch of a forge whose name looks like a commit, a commit that
     * is no SHA-1, an archive where a file is meant, a git URL of a scheme such as {@code x+file}, to which Nix adds a
     * path when it reads it again, or that is itself one of git's, of which Nix takes one {@code git+} away each time.
     */
    static boolean isAmbiguous(FlakeRef ref) throws FlakeException {
        Input input = ref.input();
        String name = input.ref();
        boolean isForge = List.of("github", "gitlab", "sourcehut").contains(input.type());
        Hash rev = input.type().equals("path") ? null : input.rev();
        boolean isSha1 = rev == null || rev.toBase16().length() == 40;
        String url = input.attrs().text("url");
        boolean gainsPath = url != null && input.type().equals("git") && url.matches("[^:]*\\+file:.*");
        boolean losesPrefix = url != null && input.type().equals("git") && url.startsWith("git+");
        return gainsPath
                || losesPrefix
                || (isForge && name != null && name.matches("[0-9a-fA-F]{40}"))
                || !isSha1
                || input.type().equals("file");
    }
}
