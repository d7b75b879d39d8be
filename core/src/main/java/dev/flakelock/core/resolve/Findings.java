package dev.flakelock.core.resolve;

import dev.flakelock.core.attr.AttrValue;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.resolve.Finding.Weight;
import dev.flakelock.narhash.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares a locked input with what was found, and says what may have led to a difference. Used once. */
final class Findings {

    private static final Set<String> FORGES = Set.of("github", "gitlab", "sourcehut");

    private final Node.Pin pin;
    private final Attrs locked;
    private final List<Finding> list = new ArrayList<>();

    Findings(Node.Pin pin) {
        this.pin = pin;
        this.locked = pin.locked().input().attrs();
    }

    /** What is different, the gravest first. */
    List<Finding> list() {
        list.sort(Comparator.comparing(Finding::weight).reversed());
        return list;
    }

    /** Compares with what was fetched. */
    void compare(Attrs found, Hash narHash) throws FlakeException {
        String wanted = locked.text("narHash");
        boolean sameTree = wanted == null || Hashes.narHash(wanted).equals(narHash);
        boolean sameTime = same("lastModified", found);
        if (wanted == null) {
            String cause = "the lock file has no hash for it, so that nothing holds it to these contents";
            list.add(new Finding(Weight.NOTE, "narHash", "", narHash.toSri(), cause));
        } else if (!sameTree) {
            list.add(new Finding(Weight.MISMATCH, "narHash", wanted, narHash.toSri(), otherTree(sameTime)));
        }
        if (!sameTime) {
            // What is no commit has the time of whoever wrote the files last, and a server may name another.
            Weight weight = hasCommit() ? Weight.MISMATCH : Weight.NOTE;
            list.add(finding(weight, "lastModified", found, otherTime(sameTree)));
        }
        if (!same("revCount", found)) {
            list.add(finding(Weight.MISMATCH, "revCount", found, sameTree ? EDITED : "history was rewritten"));
        }
    }

    private static final String EDITED = "the lock file was edited, or this was taken from another revision";

    /** Compares with where the commit was found. */
    void place(CommitLookup.Answer answer, @Nullable String ref) {
        String rev = String.valueOf(locked.text("rev"));
        switch (answer.place()) {
            case ELSEWHERE -> {
                String now = answer.now() == null ? "which is gone" : "which is at " + answer.now() + " now";
                String cause =
                        "it is not on '" + ref + "', " + now + ", but on another branch or tag of the repository:"
                                + " '" + ref + "' was rewritten, or the revision was chosen by hand";
                list.add(new Finding(Weight.NOTE, "rev", rev, answer.now(), cause));
            }
            case NOWHERE -> {
                String cause = "it is on no branch and no tag of the repository: history was rewritten, or it is a"
                        + " commit of a fork, which forges hand out under the name of the original";
                list.add(new Finding(Weight.MISSING, "rev", rev, answer.now(), cause));
            }
            default -> {}
        }
    }

    private boolean same(String name, Attrs found) {
        AttrValue expected = locked.get(name);
        return expected == null || expected.equals(found.get(name));
    }

    /** About a number that is locked, and is another one or none now. */
    private Finding finding(Weight weight, String name, Attrs found, String cause) {
        long here = Objects.requireNonNull(locked.number(name));
        Long there = found.number(name);
        return new Finding(
                weight, name, Long.toUnsignedString(here), there == null ? null : Long.toUnsignedString(there), cause);
    }

    private boolean hasCommit() {
        return locked.has("rev") && (isForge() || type().equals("git"));
    }

    private boolean isForge() {
        return FORGES.contains(type());
    }

    private String type() {
        return pin.locked().input().type();
    }

    private String otherTree(boolean sameTime) {
        if (isForge() && sameTime) {
            return "the archive is not what it was: attributes of git (export-subst, export-ignore) make archives differ"
                    + " in time and from a clone, or the hash was taken from a clone";
        } else if (hasCommit() || isForge()) {
            return "the hash was taken from another revision, or the lock file was edited";
        } else if (type().equals("git") || type().equals("path")) {
            return "the files have been changed since they were locked";
        } else if (type().equals("tarball") || type().equals("file")) {
            return "what is at the URL has been replaced; lock a URL that names a version";
        }
        return "the hash was taken from something else, or the lock file was edited";
    }

    private static String otherTime(boolean sameTree) {
        return sameTree ? EDITED : "it is the time of the other contents";
    }
}
