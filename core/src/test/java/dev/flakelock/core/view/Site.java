package dev.flakelock.core.view;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.lock.Edge;
import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.lock.Node;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.core.ref.Schemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheme for tests, {@code site:owner/repo}, and lock files written as trees. */
final class Site implements InputScheme {

    private static final long DAY = 86_400;
    private static final Schemes SCHEMES = Schemes.of(List.of(new Site()));

    /**
     * The lock file of a text with one input per line, indented by two below the input that has it: {@code name
     * owner/repo rev day}, or {@code name > path} for one that follows.
     */
    static LockFile lock(String text) throws FlakeException {
        List<Map<String, Edge>> open = new ArrayList<>(List.of(new HashMap<>()));
        Map<String, Edge> root = open.get(0);
        Map<String, Map<String, Edge>> inputs = new HashMap<>();
        Map<String, Node.Pin> pins = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.strip().split(" ");
            int depth = (line.length() - line.stripLeading().length()) / 2;
            open.subList(depth + 1, open.size()).clear();
            if (words[1].equals(">")) {
                String target = words.length > 2 ? words[2] : "";
                open.get(depth).put(words[0], new Edge.Follows(InputAttrPath.parse(target)));
                continue;
            }
            String key = words[0] + "#" + pins.size();
            pins.put(key, new Node.Pin(ref(words[1], words[2], Long.parseLong(words[3])), ref(words[1]), true, null));
            open.get(depth).put(words[0], new Edge.ToNode(key));
            Map<String, Edge> own = new HashMap<>();
            inputs.put(key, own);
            open.add(own);
        }
        Map<String, Node> nodes = new HashMap<>(Map.of("root", Node.root(root)));
        pins.forEach((key, pin) -> nodes.put(key, Node.locked(pin, inputs.getOrDefault(key, Map.of()))));
        return new LockFile(nodes, "root");
    }

    private static FlakeRef ref(String repository) throws FlakeException {
        String[] names = repository.split("/");
        return FlakeRef.fromAttrs(
                Attrs.none().with("type", "site").with("owner", names[0]).with("repo", names[1]), SCHEMES);
    }

    private static FlakeRef ref(String repository, String rev, long day) throws FlakeException {
        Attrs attrs = ref(repository).toAttrs().with("rev", rev).with("lastModified", day * DAY);
        return FlakeRef.fromAttrs(attrs, SCHEMES);
    }

    @Override
    public String type() {
        return "site";
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return List.of(
                SchemeAttribute.required("owner", Kind.TEXT, "Whose it is."),
                SchemeAttribute.required("repo", Kind.TEXT, "The repository."),
                SchemeAttribute.optional("rev", Kind.TEXT, "The commit."),
                SchemeAttribute.optional("lastModified", Kind.NUMBER, "When it was made."));
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) {
        return Optional.empty();
    }

    @Override
    public FlakeUrl toUrl(Input input) {
        return FlakeUrl.of(
                "site",
                List.of(
                        String.valueOf(input.attrs().text("owner")),
                        String.valueOf(input.attrs().text("repo"))));
    }

    @Override
    public boolean isLocked(Input input) {
        return input.attrs().has("rev");
    }

    @Override
    public Optional<String> compareUrl(Input before, Input after) {
        return Optional.of(before.attrs().text("rev") + ".." + after.attrs().text("rev"));
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        throw new FlakeException("nothing can be fetched");
    }
}
