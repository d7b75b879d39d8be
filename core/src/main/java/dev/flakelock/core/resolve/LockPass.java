package dev.flakelock.core.resolve;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeDirectory;
import dev.flakelock.core.flake.FlakeInput;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.text.Utf8Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock algorithm, once from the root to the last input, over what has been fetched so far.
 *
 * <p>For each input, in order of the names, and below it before its next sibling:
 *
 * <ol>
 *   <li>An override of a flake further out takes the place of what the flake says; the outermost wins.
 *   <li>An input that follows another one is just an edge.
 *   <li>An input that the old lock file has, and whose reference is still the same, is kept. Its own inputs are taken
 *       from the old lock file too, unless something there makes it necessary to read its {@code flake.nix} again.
 *   <li>Every other input is created: fetched, and locked to what was fetched; its own inputs then start from its own
 *       lock file.
 * </ol>
 *
 * <p>Where something has not arrived yet, the pass goes on with the next input, so that whatever that needs is fetched
 * at the same time; then the result is {@linkplain #isIncomplete incomplete} and of no use but that. Once a pass is
 * incomplete it throws nothing any more, since what is missing might have failed first.
 *
 * <p>One pass is used by one thread, once.
 */
final class LockPass {

    /** What a pass needs to know, which is the same for every pass of a run. */
    record Job(
            LoadedFlake top,
            @Nullable OldNode old,
            LockUpdates updates,
            Map<InputAttrPath, FlakeRef> commandLineOverrides,
            References references,
            FlakeLoader loader,
            FetchScope fetches) {}

    private final Job job;
    private final List<Message> messages = new ArrayList<>();
    private final TreeCache trees;
    private final FlakeTrees flakes;
    private final Overrides overrides;
    private final Set<InputAttrPath> inputsSeen = new HashSet<>();
    private final Deque<FlakeRef> beingCreated = new ArrayDeque<>();
    private final NewLock lock = new NewLock();

    LockPass(Job job) {
        this.job = job;
        this.trees = new TreeCache(job.fetches(), messages::add);
        this.flakes = new FlakeTrees(trees, job.loader(), this::warn);
        this.overrides = new Overrides(job.commandLineOverrides(), job.top().source());
    }

    /**
     * Runs the pass.
     *
     * @return the new lock file, to be thrown away if the pass is incomplete
     */
    LockFile run() throws FlakeException {
        Level root = new Level(InputAttrPath.ROOT, job.old(), job.top().source(), false);
        Map<String, Edge> inputs = compute(job.top().flake().inputs(), root);
        warnOfUnused();
        return lock.finish(inputs);
    }

    /** Whether something that was needed has not arrived yet. */
    boolean isIncomplete() {
        return trees.isIncomplete();
    }

    /** What to tell the user, in order. */
    List<Message> messages() {
        return List.copyOf(messages);
    }

    private void warn(String text) {
        messages.add(Message.warning(text));
    }

    /**
     * The inputs of one flake.
     *
     * @param prefix the path of the flake
     * @param old its node in the lock file to reuse, or null
     * @param source where the flake that declares the inputs lies
     * @param trust whether follows in {@code old} are believed without looking at the flake
     */
    private record Level(InputAttrPath prefix, @Nullable OldNode old, FlakeDirectory source, boolean trust) {}

    /**
     * One input that is neither a follows nor settled yet.
     *
     * @param declared what its own flake says
     * @param ref what is used for it, which may be from an override
     * @param source where the flake lies that says so
     * @param parent the path of that flake, if the reference is relative to it; null if not
     */
    private record Candidate(
            InputAttrPath path,
            FlakeInput declared,
            FlakeRef ref,
            FlakeDirectory source,
            @Nullable InputAttrPath parent) {}

    /** Where the inputs of one flake lead. Incomplete if something below has not arrived yet. */
    private Map<String, Edge> compute(NavigableMap<String, FlakeInput> inputs, Level level) throws FlakeException {
        overrides.collect(inputs, level.prefix(), level.source());
        overrides
                .missing(level.prefix(), inputs.keySet())
                .forEach(name ->
                        warn("input '" + level.prefix() + "' has an override for a non-existent input '" + name + "'"));
        Map<String, Edge> edges = new TreeMap<>(Utf8Order.BYTES);
        for (Map.Entry<String, FlakeInput> input : inputs.entrySet()) {
            Edge edge = traced(level, input.getKey(), input.getValue());
            if (edge != null) {
                edges.put(input.getKey(), edge);
            }
        }
        return edges;
    }

    /** Says of a failure which input it is about; ignores it if something before it may fail as well. */
    private @Nullable Edge traced(Level level, String name, FlakeInput declared) throws FlakeException {
        InputAttrPath path = level.prefix().child(name);
        try {
            return edge(level, path, declared);
        } catch (FlakeException e) {
            if (isIncomplete()) {
                return null;
            }
            throw e.addTrace("while updating the flake input '" + path + "'");
        }
    }

    /** Where an input leads; null if that is not known yet. */
    private @Nullable Edge edge(Level level, InputAttrPath path, FlakeInput declared) throws FlakeException {
        InputOverride override = overrides.use(path);
        FlakeInput chosen = override == null ? declared : override.input();
        if (chosen.follows() != null) {
            return new Edge.Follows(chosen.follows());
        }
        inputsSeen.add(path);
        Candidate candidate = candidate(level, path, declared, override);
        OldNode old = reusable(level, candidate);
        return old == null ? create(candidate) : keep(level, candidate, old);
    }

    private Candidate candidate(Level level, InputAttrPath path, FlakeInput declared, @Nullable InputOverride override)
            throws FlakeException {
        FlakeRef written = override == null ? declared.ref() : override.input().ref();
        FlakeRef ref = written == null ? job.references().indirect(path.last()) : written;
        FlakeDirectory source = override == null ? level.source() : override.source();
        InputAttrPath declaring = override == null ? level.prefix() : override.parent();
        return new Candidate(path, declared, ref, source, ref.input().isRelative() ? declaring : null);
    }

    /** The node to keep for an input, or null if it is to be created. */
    private @Nullable OldNode reusable(Level level, Candidate candidate) throws FlakeException {
        if (level.old() == null
                || job.updates().contains(candidate.path())
                || overrides.isFromCommandLine(candidate.path())) {
            return null;
        }
        OldNode old = level.old().input(candidate.path().last());
        if (old == null) {
            return null;
        }
        Node.Pin pin = old.node().requirePin();
        boolean same = job.references().same(pin.original(), candidate.ref())
                && Objects.equals(pin.parent(), candidate.parent());
        return same ? old : null;
    }

    /** The edge to an old node, whose own inputs are those that it had, or those that its flake has. */
    private @Nullable Edge keep(Level level, Candidate candidate, OldNode old) throws FlakeException {
        Node.Pin pin = old.node().requirePin();
        NavigableMap<String, FlakeInput> remembered =
                job.updates().containsBelow(candidate.path()) ? null : remembered(level, candidate.path(), old);
        if (remembered != null) {
            Level below = new Level(candidate.path(), old, level.source(), true);
            return lock.add(Node.locked(pin, compute(remembered, below)));
        }
        LoadedFlake flake = load(candidate, pin.locked(), RegistryScope.LIMITED);
        if (flake == null) {
            return null;
        }
        Level below = new Level(candidate.path(), old, flake.source(), false);
        return lock.add(Node.locked(pin, compute(inputsOf(flake, candidate.path()), below)));
    }

    /**
     * The inputs that a kept node had. They stand for those in its {@code flake.nix}.
     *
     * @return null if the {@code flake.nix} has to be read: a follows may come from an override that is gone
     */
    private @Nullable NavigableMap<String, FlakeInput> remembered(Level level, InputAttrPath path, OldNode old) {
        NavigableMap<String, FlakeInput> inputs = new TreeMap<>(Utf8Order.BYTES);
        for (Map.Entry<String, Edge> input : old.inputs().entrySet()) {
            if (input.getValue() instanceof Edge.Follows follows) {
                if (!level.trust() && !overrides.has(path.child(input.getKey()))) {
                    return null;
                }
                inputs.put(input.getKey(), FlakeInput.following(old.absolute(follows.target())));
            } else if (input.getValue() instanceof Edge.ToNode to) {
                Node.Pin pin = old.file().node(to.key()).requirePin();
                inputs.put(input.getKey(), FlakeInput.of(pin.original(), pin.isFlake()));
            }
        }
        return inputs;
    }

    private @Nullable Edge create(Candidate candidate) throws FlakeException {
        return candidate.declared().isFlake() ? createFlake(candidate) : createTree(candidate);
    }

    private @Nullable Edge createFlake(Candidate candidate) throws FlakeException {
        boolean fromCommandLine = overrides.isFromCommandLine(candidate.path());
        RegistryScope scope = fromCommandLine ? RegistryScope.ALL : RegistryScope.LIMITED;
        LoadedFlake flake = load(candidate, candidate.ref(), scope);
        if (flake == null) {
            return null;
        }
        Node.Pin pin = new Node.Pin(flake.locked(), original(candidate), true, candidate.parent());
        if (beingCreated.contains(candidate.ref())) {
            throw new FlakeException(
                    "found circular import of flake '" + candidate.ref().show() + "'");
        }
        beingCreated.push(candidate.ref());
        try {
            OldNode own = OldNode.rootOf(job.loader().lockFile(flake.source(), this::warn), candidate.path());
            Level below = new Level(candidate.path(), own, flake.source(), false);
            return lock.add(Node.locked(pin, compute(inputsOf(flake, candidate.path()), below)));
        } finally {
            beingCreated.pop();
        }
    }

    private @Nullable Edge createTree(Candidate candidate) throws FlakeException {
        FlakeRef locked = candidate.ref();
        if (!locked.input().isRelative()) {
            TreeCache.Entry entry = trees.get(locked.input(), RegistryScope.LIMITED, true, candidate.path());
            if (entry == null) {
                return null;
            }
            locked = new FlakeRef(entry.fetched().locked(locked.input()), locked.subdir());
        }
        return lock.add(Node.locked(new Node.Pin(locked, original(candidate), false, candidate.parent()), Map.of()));
    }

    /** What is recorded as asked for: an override on the command line is to last, but not to look as if it were asked for. */
    private FlakeRef original(Candidate candidate) {
        FlakeRef declared = candidate.declared().ref();
        return overrides.isFromCommandLine(candidate.path()) && declared != null ? declared : candidate.ref();
    }

    private static NavigableMap<String, FlakeInput> inputsOf(LoadedFlake flake, InputAttrPath path) {
        return FlakeInput.allUnder(path, flake.flake().inputs());
    }

    /** The flake that a reference means; null if it has not arrived yet. */
    private @Nullable LoadedFlake load(Candidate candidate, FlakeRef ref, RegistryScope scope) throws FlakeException {
        return ref.input().isRelative()
                ? flakes.relative(ref, candidate.source())
                : flakes.fetched(ref, scope, true, candidate.path());
    }

    private void warnOfUnused() throws FlakeException {
        for (String option : overrides.unusedOptions()) {
            warn("the flag '" + option + "' does not match any input");
        }
        for (InputAttrPath path : job.updates().paths()) {
            if (!inputsSeen.contains(path)) {
                warn("'" + path + "' does not match any input of this flake");
            }
        }
    }
}
