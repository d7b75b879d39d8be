package dev.flakelock.narhash.archive;

import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeHasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A random tree full of names that git and NAR sort differently; as a directory, as pushes, as tar members. */
final class RandomTree {
    private static final String[] STEMS = {"a", "ab", "b", "foo", "foo0", "by", "z", "lib", "."};
    private static final String[] ENDS = {"", ".nix", "-x", "-", " ", "0", "!", "/"};

    private final Map<byte[], Object> root = new TreeMap<>(Arrays::compareUnsigned);
    private final Random random;

    RandomTree(long seed, int maxFileSize) {
        random = new Random(seed);
        fill(root, 0, maxFileSize);
        root.put(bytes("first"), new byte[] {1});
        root.put(bytes("zlast"), new byte[] {2});
    }

    String hash() throws IOException {
        TreeHasher hasher = new TreeHasher(KeepRule.nothing());
        push(root, hasher);
        return hasher.finish().narHash().toSri();
    }

    /** Members in git's order, below a top-level directory. */
    List<TarBuilder.Header> gitOrder() {
        List<TarBuilder.Header> members = new ArrayList<>();
        members.add(new TarBuilder.Header('5', "top/"));
        collect("top/", root, true, members);
        return members;
    }

    /** Members in the order of plain sorted names. */
    List<TarBuilder.Header> sortedOrder() {
        List<TarBuilder.Header> members = new ArrayList<>();
        collect("top/", root, false, members);
        return members;
    }

    List<TarBuilder.Header> shuffled() {
        List<TarBuilder.Header> members = gitOrder();
        Collections.shuffle(members, random);
        return members;
    }

    void write(Path directory) throws IOException {
        write(root, directory);
    }

    static byte[] tar(List<TarBuilder.Header> members) {
        TarBuilder tar = new TarBuilder();
        members.forEach(tar::add);
        return tar.bytes();
    }

    private void fill(Map<byte[], Object> directory, int depth, int maxFileSize) {
        int count = random.nextInt(depth == 0 ? 12 : 7);
        for (int i = 0; i < count; i++) {
            String end = ENDS[random.nextInt(ENDS.length)];
            String name = STEMS[random.nextInt(STEMS.length)] + (end.equals("/") ? "" : end);
            if (name.equals(".")) {
                name = "..." + i;
            }
            directory.put(bytes(name), child(end, depth, maxFileSize));
        }
    }

    private Object child(String end, int depth, int maxFileSize) {
        if (depth < 5 && (end.equals("/") || random.nextInt(3) == 0)) {
            Map<byte[], Object> inner = new TreeMap<>(Arrays::compareUnsigned);
            fill(inner, depth + 1, maxFileSize);
            return inner;
        }
        if (random.nextInt(8) == 0) {
            return "target" + random.nextInt(100);
        }
        byte[] contents = new byte[random.nextInt(random.nextInt(10) == 0 ? maxFileSize : 3000)];
        random.nextBytes(contents);
        return contents;
    }

    @SuppressWarnings("unchecked") // what fill() makes
    private static Map<byte[], Object> directory(Object node) {
        return (Map<byte[], Object>) node;
    }

    private static void push(Object node, TreeHasher hasher) throws IOException {
        if (node instanceof byte[] contents) {
            hasher.regular(false, contents);
        } else if (node instanceof String target) {
            hasher.symlink(bytes(target));
        } else {
            hasher.beginDirectory();
            for (var entry : directory(node).entrySet()) {
                hasher.entry(entry.getKey());
                push(entry.getValue(), hasher);
            }
            hasher.endDirectory();
        }
    }

    private static void collect(String path, Object node, boolean git, List<TarBuilder.Header> members) {
        List<Map.Entry<byte[], Object>> entries =
                new ArrayList<>(directory(node).entrySet());
        if (git) {
            entries.sort((a, b) -> Arrays.compareUnsigned(gitKey(a), gitKey(b)));
        }
        for (var entry : entries) {
            String name = path + text(entry.getKey());
            Object child = entry.getValue();
            if (child instanceof byte[] contents) {
                members.add(new TarBuilder.Header('0', name).data(contents));
            } else if (child instanceof String target) {
                members.add(new TarBuilder.Header('2', name).linkname(target));
            } else {
                members.add(new TarBuilder.Header('5', name + "/"));
                collect(name + "/", child, git, members);
            }
        }
    }

    private static void write(Object node, Path path) throws IOException {
        if (node instanceof byte[] contents) {
            Files.write(path, contents);
        } else if (node instanceof String target) {
            Files.createSymbolicLink(path, Path.of(target));
        } else {
            Files.createDirectory(path);
            for (var entry : directory(node).entrySet()) {
                write(entry.getValue(), path.resolve(text(entry.getKey())));
            }
        }
    }

    private static byte[] gitKey(Map.Entry<byte[], Object> entry) {
        return entry.getValue() instanceof Map ? bytes(text(entry.getKey()) + "/") : entry.getKey();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
