package dev.flakelock.fetcher.git;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/**
 * A tree that the fuzzer makes up: names that git and NAR sort differently, files of every size, links. It can be
 * written in all the forms that trees arrive in.
 */
final class RandomFiles {

    private sealed interface Node {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Leaf(byte[] contents, boolean executable) implements Node {}

    private record Link(String target) implements Node {}

    private record Directory(Map<String, Node> children) implements Node {}

    /** A node with its path, directories ending in a slash. */
    private record Member(String path, Node node) {}

    private static final String[] NAMES = {
        "a", "a.b", "a-", "a0", "A", "ab", "a b", "é", "\u65e5", ".git0", "~", "flake.nix"
    };
    private static final int MAX_DEPTH = 6;

    private final Directory root;
    private final int turn;

    private RandomFiles(Directory root, int turn) {
        this.root = root;
        this.turn = turn;
    }

    static RandomFiles of(FuzzedDataProvider data) {
        int turn = data.consumeInt(0, 40);
        Directory root = directory(data, 0);
        // Forges' archives lose their only top directory, so there is always a file beside.
        root.children().put("flake.nix", new Leaf(data.consumeBytes(10), false));
        return new RandomFiles(root, turn);
    }

    private static Directory directory(FuzzedDataProvider data, int depth) {
        Map<String, Node> children = new TreeMap<>();
        for (int left = data.consumeInt(depth == 0 ? 1 : 0, 6); left > 0; left--) {
            children.put(data.pickValue(NAMES), node(data, depth));
        }
        return new Directory(children);
    }

    private static Node node(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth < MAX_DEPTH ? 6 : 4)) {
            case 0 -> new Link("../" + data.pickValue(NAMES));
            case 1 -> new Leaf(data.consumeBytes(600), true);
            case 2 -> new Leaf(repeated(data), false);
            case 3, 4 -> new Leaf(data.consumeBytes(40), false);
            default -> directory(data, depth + 1);
        };
    }

    private static byte[] repeated(FuzzedDataProvider data) {
        return data.consumeAsciiString(9).repeat(data.consumeInt(0, 20_000)).getBytes(StandardCharsets.UTF_8);
    }

    void writeTo(Path directory) throws IOException {
        write(root, directory);
    }

    private static void write(Directory from, Path directory) throws IOException {
        for (Map.Entry<String, Node> child : from.children().entrySet()) {
            Path path = directory.resolve(child.getKey());
            Node node = child.getValue();
            if (node instanceof Leaf leaf) {
                Files.write(path, leaf.contents());
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(leaf.executable() ? "rwxr-xr-x" : "rw-r--r--"));
            } else if (node instanceof Link link) {
                Files.createSymbolicLink(path, Path.of(link.target()));
            } else if (node instanceof Directory inner) {
                write(inner, Files.createDirectory(path));
            }
        }
    }

    /** Writes a bare repository; returns its tree. */
    ObjectId writeObjects(Path directory) throws IOException {
        try (Repository repository = new FileRepository(directory.toFile())) {
            repository.create(true);
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                ObjectId tree = insert(root, inserter);
                inserter.flush();
                return tree;
            }
        }
    }

    private static ObjectId insert(Directory from, ObjectInserter inserter) throws IOException {
        Map<String, Map.Entry<String, Node>> sorted = new TreeMap<>(Comparator.comparing(
                (String name) -> name.getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned));
        for (Map.Entry<String, Node> child : from.children().entrySet()) {
            sorted.put(child.getKey() + (child.getValue() instanceof Directory ? "/" : ""), child);
        }
        TreeFormatter tree = new TreeFormatter();
        for (Map.Entry<String, Node> child : sorted.values()) {
            append(tree, child.getKey(), child.getValue(), inserter);
        }
        return inserter.insert(tree);
    }

    private static void append(TreeFormatter tree, String name, Node node, ObjectInserter inserter) throws IOException {
        if (node instanceof Leaf leaf) {
            FileMode mode = leaf.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
            tree.append(name, mode, inserter.insert(Constants.OBJ_BLOB, leaf.contents()));
        } else if (node instanceof Link link) {
            byte[] target = link.target().getBytes(StandardCharsets.UTF_8);
            tree.append(name, FileMode.SYMLINK, inserter.insert(Constants.OBJ_BLOB, target));
        } else if (node instanceof Directory inner) {
            tree.append(name, FileMode.TREE, insert(inner, inserter));
        }
    }

    byte[] tar() throws IOException {
        return tar(members());
    }

    /** The members in another order, of which each is one. */
    byte[] shuffledTar() throws IOException {
        List<Member> members = members();
        List<Member> shuffled = new ArrayList<>();
        while (!members.isEmpty()) {
            shuffled.add(members.remove(turn % members.size()));
        }
        return tar(shuffled);
    }

    private static byte[] tar(List<Member> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Member member : members) {
                byte[] contents = member.node() instanceof Leaf leaf ? leaf.contents() : new byte[0];
                TarArchiveEntry entry = tarEntry(member);
                entry.setSize(contents.length);
                tar.putArchiveEntry(entry);
                tar.write(contents);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry tarEntry(Member member) {
        if (member.node() instanceof Link link) {
            TarArchiveEntry entry = new TarArchiveEntry(member.path(), TarConstants.LF_SYMLINK);
            entry.setLinkName(link.target());
            return entry;
        }
        TarArchiveEntry entry = new TarArchiveEntry(member.path());
        if (member.node() instanceof Leaf leaf) {
            entry.setMode(leaf.executable() ? 0100755 : 0100644);
        }
        return entry;
    }

    byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
            // Nix refuses names that claim to be UTF-8.
            zip.setUseLanguageEncodingFlag(false);
            for (Member member : members()) {
                ZipArchiveEntry entry = new ZipArchiveEntry(member.path());
                byte[] contents = new byte[0];
                if (member.node() instanceof Leaf leaf) {
                    entry.setUnixMode(leaf.executable() ? 0100755 : 0100644);
                    contents = leaf.contents();
                } else if (member.node() instanceof Link link) {
                    entry.setUnixMode(0120777);
                    contents = link.target().getBytes(StandardCharsets.UTF_8);
                } else {
                    entry.setUnixMode(040755);
                }
                zip.putArchiveEntry(entry);
                zip.write(contents);
                zip.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        members.add(new Member("top/", root));
        collect("top/", root, members);
        return members;
    }

    private static void collect(String prefix, Directory from, List<Member> members) {
        from.children().forEach((name, node) -> {
            if (node instanceof Directory inner) {
                members.add(new Member(prefix + name + "/", node));
                collect(prefix + name + "/", inner, members);
            } else {
                members.add(new Member(prefix + name, node));
            }
        });
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
