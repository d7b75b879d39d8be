package dev.flakelock.core.lock;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.Utf8Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads lock files of the versions 5, 6 and 7.
 *
 * <p>Only nodes that the root leads to are looked at. Locked references are marked {@linkplain Attrs#FINAL final}.
 */
public final class LockFileReader {

    private static final int OLDEST = 5;
    private static final int NEWEST = 7;
    /** Whoever looks at the inputs of inputs goes as deep as they do. */
    private static final int MOST_LEVELS = 1000;

    private static final JsonValue NULL = new JsonValue.Null();

    private final Schemes schemes;
    private final Consumer<String> warnings;
    private final JsonValue.Obj file;
    private final String rootKey;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Deque<Unread> unread = new ArrayDeque<>();
    private int level;

    /** A node that is still to be read, and how far from the root it was found. */
    private record Unread(String key, int level) {}

    private LockFileReader(Schemes schemes, Consumer<String> warnings, JsonValue.Obj file, String rootKey) {
        this.schemes = schemes;
        this.warnings = warnings;
        this.file = file;
        this.rootKey = rootKey;
    }

    /**
     * The lock file that these bytes are.
     *
     * @param shownAs the file as shown to users
     * @param schemes what the references in it can be
     * @param warnings takes what is worth knowing, each without a prefix
     * @throws LockFileTypeException for a value of a wrong type
     * @throws FlakeException for everything else that is wrong
     */
    public static LockFile read(byte[] contents, String shownAs, Schemes schemes, Consumer<String> warnings)
            throws FlakeException {
        JsonValue.Obj file = object(parse(contents, shownAs), 306, "value()");
        checkVersion(file, shownAs);
        String rootKey = text(member(file, "root"));
        return new LockFileReader(schemes, warnings, file, rootKey).read();
    }

    private static JsonValue parse(byte[] contents, String shownAs) throws FlakeException {
        try {
            return JsonReader.read(contents);
        } catch (JsonSyntaxException e) {
            throw new FlakeException("Could not parse '" + shownAs + "': " + e.getMessage(), e)
                    .hint("is there a merge conflict in the lock file? restore it from version control, or delete it"
                            + " and lock anew");
        }
    }

    private static void checkVersion(JsonValue.Obj file, String shownAs) throws FlakeException {
        JsonValue version = file.get("version");
        long number = version == null ? 0 : number(version);
        if (number < OLDEST || number > NEWEST) {
            throw new FlakeException("lock file '" + shownAs + "' has unsupported version " + number);
        }
    }

    private LockFile read() throws FlakeException {
        JsonValue all = member(file, "nodes");
        JsonValue root = all instanceof JsonValue.Null
                ? NULL
                : member(object(all, 305, "operator[] with a string argument"), rootKey);
        nodes.put(rootKey, Node.root(inputs(root)));
        while (!unread.isEmpty()) {
            Unread next = unread.pop();
            if (!nodes.containsKey(next.key())) {
                enter(next);
            }
        }
        return new LockFile(nodes, rootKey);
    }

    private void enter(Unread next) throws FlakeException {
        level = next.level();
        if (level > MOST_LEVELS) {
            throw new FlakeException("the inputs in the lock file are more than " + MOST_LEVELS + " levels deep");
        }
        nodes.put(next.key(), node(next.key()));
    }

    private Node node(String key) throws FlakeException {
        JsonValue value = member(file, "nodes") instanceof JsonValue.Obj table ? table.get(key) : null;
        if (value == null) {
            throw new FlakeException("lock file references missing node '" + key + "'");
        }
        JsonValue.Obj object = value instanceof JsonValue.Obj node ? node : JsonValue.Obj.of(Map.of());
        Node.Pin pin =
                new Node.Pin(locked(object), reference(object, "original", null), isFlake(object), parent(object));
        return Node.locked(pin, inputs(object));
    }

    /** The edges of a node; the nodes they lead to are read in order, depth first. */
    private Map<String, Edge> inputs(JsonValue node) throws FlakeException {
        Map<String, Edge> edges = new TreeMap<>(Utf8Order.BYTES);
        JsonValue inputs = node instanceof JsonValue.Obj object ? member(object, "inputs") : NULL;
        List<String> reached = new ArrayList<>();
        for (Map.Entry<String, JsonValue> input : items(inputs).members().entrySet()) {
            edges.put(input.getKey(), edge(input.getValue(), reached));
        }
        for (int i = reached.size() - 1; i >= 0; i--) {
            unread.push(new Unread(reached.get(i), level + 1));
        }
        return edges;
    }

    private Edge edge(JsonValue value, List<String> reached) throws FlakeException {
        if (value instanceof JsonValue.Array array) {
            return new Edge.Follows(path(array));
        }
        String key = text(value);
        if (key.equals(rootKey)) {
            throw new FlakeException("lock file contains cycle to root node");
        }
        reached.add(key);
        return new Edge.ToNode(key);
    }

    private FlakeRef locked(JsonValue.Obj node) throws FlakeException {
        FlakeRef ref = reference(node, "locked", "info");
        if (!ref.input().isLocked() && !ref.input().isRelative()) {
            if (ref.input().attrs().text("narHash") == null) {
                throw new FlakeException("Lock file contains unlocked input '"
                        + AttrsJson.compact(ref.input().attrs())
                        + "'. Use '--allow-dirty-locks' to accept this lock file.");
            }
            warnings.accept(
                    "Lock file entry '" + ref.show() + "' is unlocked (e.g. lacks a Git revision) but is checked"
                            + " by NAR hash. This is not reproducible and will break after garbage collection or when shared.");
        }
        return new FlakeRef(ref.input().withAttrs(ref.input().attrs().with(Attrs.FINAL, true)), ref.subdir());
    }

    /** The reference in a member of a node; version 5 kept some of the attributes in a member of their own. */
    private FlakeRef reference(JsonValue.Obj node, String name, @Nullable String moreName) throws FlakeException {
        JsonValue value = node.get(name);
        if (value == null) {
            throw new FlakeException("attribute '" + name + "' missing in lock file");
        }
        Attrs attrs = AttrsJson.fromJson(items(value));
        JsonValue more = moreName == null ? null : node.get(moreName);
        if (more != null) {
            attrs = attrs.withAll(AttrsJson.fromJson(items(more)));
        }
        return FlakeRef.fromAttrs(attrs, schemes);
    }

    private static boolean isFlake(JsonValue.Obj node) throws FlakeException {
        JsonValue value = node.get("flake");
        if (value == null) {
            return true;
        }
        if (value instanceof JsonValue.Bool bool) {
            return bool.value();
        }
        throw LockFileTypeException.mustBe("boolean", value);
    }

    private static @Nullable InputAttrPath parent(JsonValue.Obj node) throws FlakeException {
        JsonValue value = node.get("parent");
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.Array array) {
            return path(array);
        }
        throw LockFileTypeException.mustBe("array", value);
    }

    private static InputAttrPath path(JsonValue.Array array) throws FlakeException {
        List<String> names = new ArrayList<>();
        for (JsonValue name : array.items()) {
            names.add(text(name));
        }
        return new InputAttrPath(names);
    }

    private static JsonValue member(JsonValue.Obj object, String name) {
        NavigableMap<String, JsonValue> members = object.members();
        return members.getOrDefault(name, NULL);
    }

    private static JsonValue.Obj object(JsonValue value, int error, String operation) throws FlakeException {
        if (value instanceof JsonValue.Obj object) {
            return object;
        }
        throw LockFileTypeException.noMembers(error, operation, value);
    }

    /** The members of a value; where it is no object, Nix takes the items of an array and the value itself for some. */
    private static JsonValue.Obj items(JsonValue value) {
        if (value instanceof JsonValue.Obj object) {
            return object;
        }
        Map<String, JsonValue> items = new TreeMap<>();
        if (value instanceof JsonValue.Array array) {
            array.items().forEach(item -> items.put(Integer.toString(items.size()), item));
        } else if (!(value instanceof JsonValue.Null)) {
            items.put("", value);
        }
        return JsonValue.Obj.of(items);
    }

    private static String text(JsonValue value) throws FlakeException {
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw LockFileTypeException.mustBe("string", value);
    }

    private static long number(JsonValue value) throws FlakeException {
        if (value instanceof JsonValue.Int number) {
            return number.value();
        } else if (value instanceof JsonValue.Real real) {
            return (long) real.value();
        }
        throw LockFileTypeException.mustBe("number", value);
    }
}
