package dev.flakelock.cli.view;

import dev.flakelock.cli.console.Ansi;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.view.InputTree;
import dev.flakelock.core.view.InputTree.Branch;
import dev.flakelock.core.view.InputTree.Duplicate;
import dev.flakelock.core.view.InputTree.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The inputs of a lock file as a tree: what was asked for, at which commit, how old it is, and what is there twice. */
public final class TreeText {

    private final Instant now;
    private final StringBuilder text = new StringBuilder();

    private TreeText(Instant now) {
        this.now = now;
    }

    /** The text, with escape sequences for colours and a final line end. */
    public static String of(InputTree tree, Instant now) {
        TreeText result = new TreeText(now);
        result.add(tree.inputs(), "");
        result.addSummary(tree);
        return result.text.toString();
    }

    private void add(List<Branch> inputs, String prefix) {
        for (Iterator<Branch> left = inputs.iterator(); left.hasNext(); ) {
            Branch input = left.next();
            boolean last = !left.hasNext();
            text.append(prefix).append(last ? "└───" : "├───");
            text.append(Ansi.BOLD).append(input.path().last()).append(Ansi.RESET);
            text.append(described(input.target())).append('\n');
            add(input.inputs(), prefix + (last ? "    " : "│   "));
        }
    }

    private String described(Target target) {
        if (target instanceof Target.Follows follows) {
            return " " + Ansi.CYAN + "follows " + named(follows.path()) + Ansi.RESET;
        }
        Target.Locked locked = (Target.Locked) target;
        Node.Pin pin = locked.pin();
        String version = version(pin);
        return ": " + pin.original().show() + (version.isEmpty() ? "" : "  " + Ansi.FAINT + version + Ansi.RESET)
                + (pin.isFlake() ? "" : "  (not a flake)")
                + duplicate(locked);
    }

    private String version(Node.Pin pin) {
        List<String> words = new ArrayList<>();
        Version.shortRev(pin.locked()).ifPresent(words::add);
        Version.time(pin.locked()).ifPresent(time -> words.add(Age.of(time, now)));
        return String.join(", ", words);
    }

    private static String duplicate(Target.Locked locked) {
        Duplicate duplicate = locked.duplicate();
        if (duplicate == null) {
            return "";
        }
        String words = duplicate.same() ? "the same as " : "another version of ";
        return "  " + Ansi.YELLOW + words + named(duplicate.first()) + Ansi.RESET;
    }

    private static String named(InputAttrPath path) {
        return path.isRoot() ? "the flake itself" : "'" + path + "'";
    }

    private void addSummary(InputTree tree) {
        long all = tree.all().count();
        long following = tree.all()
                .filter(input -> input.target() instanceof Target.Follows)
                .count();
        List<Branch> duplicates = tree.duplicates();
        text.append(all == 0 ? "no inputs" : all + (all == 1 ? " input" : " inputs"));
        text.append(following == 0 ? "" : ", " + following + " of them following others");
        if (!duplicates.isEmpty()) {
            text.append(", ").append(duplicates.size()).append(duplicates.size() == 1 ? " duplicate" : " duplicates");
            text.append("; in flake.nix this would leave one of each:");
            duplicates.forEach(this::addAdvice);
        }
        text.append('\n');
    }

    private void addAdvice(Branch duplicate) {
        Duplicate of = ((Target.Locked) duplicate.target()).duplicate();
        if (of != null) {
            text.append("\n    inputs.")
                    .append(String.join(".inputs.", duplicate.path().names()));
            text.append(".follows = \"").append(of.first()).append("\";");
        }
    }
}
