package dev.flakelock.fetcher.replay;

import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A made-up flake with 10 to 60 inputs: repositories on four levels that mostly name those of the next one, with follows,
 * overrides, lock files of their own and plain trees; now and then with a circle, a mistake, or something missing.
 */
final class RandomWorld {

    private static final int LEVELS = 4;

    private final SplittableRandom random;
    private final boolean faulty;
    private final int width;
    private final NavigableMap<String, Json> trees = new TreeMap<>();
    private final NavigableMap<String, JsonValue> repos = new TreeMap<>();

    private RandomWorld(long seed) {
        this.random = new SplittableRandom(seed);
        this.faulty = seed % 2 == 1;
        this.width = 3 + random.nextInt(8);
    }

    /** The world of a seed. Odd ones have faults. */
    static Recording of(long seed) {
        return new RandomWorld(seed).make(seed);
    }

    private Recording make(long seed) {
        for (int level = 1; level < LEVELS; level++) {
            for (int i = 0; i < width; i++) {
                addRepo(level, i);
            }
        }
        int inputs = 10 + random.nextInt(51);
        Map<String, JsonValue> files = Map.of("flake.nix", text(flake(0, inputs)));
        Json step = Json.of(JsonValue.Obj.of(Map.of("args", new JsonValue.Array(List.of(text("lock"))))));
        RecordedStep only = new RecordedStep(step, object(files), object(repos), "{\"version\":2,\"flakes\":[]}");
        Json name = object(Map.of("name", text("world " + seed)));
        return new Recording(trees, List.of(new RecordedCase(name, List.of(only))));
    }

    private void addRepo(int level, int i) {
        String rev = rev(level, i);
        int inputs = level == LEVELS - 1 ? 0 : random.nextInt(4);
        String flake = chance(40) ? "{ inputs = }" : flake(level, inputs);
        NavigableMap<String, JsonValue> files = new TreeMap<>(Map.of("flake.nix", text(flake)));
        if (level < LEVELS - 1 && random.nextInt(3) == 0) {
            files.put("flake.lock", text(ownLock(level)));
        }
        trees.put(
                rev,
                object(Map.of("files", object(files).object(), "lastModified", new JsonValue.Int(1_700_000_000L + i))));
        if (!chance(25)) {
            repos.put(
                    "github.com/o/" + repo(level, i),
                    object(Map.of(
                                    "head",
                                    text("refs/heads/main"),
                                    "refs",
                                    object(Map.of("refs/heads/main", text(rev))).object()))
                            .object());
        }
    }

    /** True once in so many cases, in worlds with faults. */
    private boolean chance(int oneIn) {
        return faulty && random.nextInt(oneIn) == 0;
    }

    private static String repo(int level, int i) {
        return "r" + level + "-" + i;
    }

    private static String rev(int level, int i) {
        return String.format("%040x", level * 1000L + i + 1);
    }

    private String flake(int level, int inputs) {
        StringBuilder nix = new StringBuilder("{ inputs = {\n");
        List<String> names = new ArrayList<>();
        for (int n = 0; n < inputs; n++) {
            String name = "i" + n;
            String value = names.isEmpty() || random.nextInt(5) != 0
                    ? "url = \"github:o/" + target(level) + "\"; " + extras(names)
                    : "follows = \"" + path(names) + "\";";
            nix.append("  ").append(name).append(" = { ").append(value).append(" };\n");
            names.add(name);
        }
        return nix.append("}; outputs = _: { }; }\n").toString();
    }

    private String target(int level) {
        int next = chance(30) ? 1 + random.nextInt(LEVELS - 1) : Math.min(level + 1, LEVELS - 1);
        return repo(next, random.nextInt(width));
    }

    private String extras(List<String> names) {
        String inner = "i" + random.nextInt(3);
        return switch (random.nextInt(8)) {
            case 0 -> "flake = false;";
            case 1, 2 -> names.isEmpty() ? "" : "inputs." + inner + ".follows = \"" + path(names) + "\";";
            case 3 -> "inputs." + inner + ".url = \"github:o/" + target(LEVELS) + "\";";
            case 4 -> "inputs." + inner + ".inputs.i0.follows = \"\";";
            default -> "";
        };
    }

    private String path(List<String> names) {
        String name = names.get(random.nextInt(names.size()));
        return chance(20) ? name + "/i0" : name;
    }

    /** A lock file that knows some inputs, which may or may not be what the flake says now. */
    private String ownLock(int level) {
        NavigableMap<String, JsonValue> nodes = new TreeMap<>();
        NavigableMap<String, JsonValue> inputs = new TreeMap<>();
        for (int n = 0; n < 3; n++) {
            int i = random.nextInt(width);
            NavigableMap<String, JsonValue> original =
                    new TreeMap<>(Map.of("type", text("github"), "owner", text("o"), "repo", text(repo(level + 1, i))));
            NavigableMap<String, JsonValue> locked = new TreeMap<>(original);
            locked.put("rev", text(rev(level + 1, i)));
            inputs.put("i" + n, text("n" + n));
            nodes.put(
                    "n" + n,
                    object(Map.of(
                                    "original",
                                    object(original).object(),
                                    "locked",
                                    object(locked).object()))
                            .object());
        }
        nodes.put("root", object(Map.of("inputs", object(inputs).object())).object());
        return JsonWriter.indented(
                object(Map.of("nodes", object(nodes).object(), "root", text("root"), "version", new JsonValue.Int(7)))
                        .object());
    }

    private static JsonValue text(String text) {
        return new JsonValue.Text(text);
    }

    private static Json object(Map<String, JsonValue> members) {
        return new Json(JsonValue.Obj.of(members));
    }
}
