package dev.flakelock.fetcher.git.clean;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** The directory {@code .git} of a work tree (gitrepository-layout). */
final class GitDirectory {

    private static final String SYMBOLIC = "ref: ";

    private final Path directory;

    GitDirectory(Path directory) {
        this.directory = directory;
    }

    /** Makes sure that this is a whole repository, set up as git does it by default; nor do the user's files change that. */
    void requirePlain(List<Path> userFiles) throws IOException {
        for (String unusual : new String[] {"commondir", "shallow", "config.worktree"}) {
            if (Files.exists(directory.resolve(unusual), LinkOption.NOFOLLOW_LINKS)) {
                throw new Unusual(unusual);
            }
        }
        if (!Files.isDirectory(directory.resolve("refs"))) {
            throw new Unusual("no refs");
        }
        new Config(read("config")).requirePlain();
        for (Path file : userFiles) {
            if (Files.exists(file)) {
                new Config(Files.readString(file, StandardCharsets.ISO_8859_1)).requirePlain();
            }
        }
    }

    Head head() throws IOException {
        String head = read("HEAD");
        if (!head.startsWith(SYMBOLIC)) {
            return new Head(null, Hex.require(line(head)));
        }
        String branch = line(head).substring(SYMBOLIC.length());
        if (!isPlainName(branch)) {
            throw new Unusual(branch);
        }
        boolean isLoose = Files.exists(directory.resolve(branch), LinkOption.NOFOLLOW_LINKS);
        return new Head(branch, isLoose ? Hex.require(line(read(branch))) : packed(branch));
    }

    private static boolean isPlainName(String ref) {
        return ref.startsWith("refs/heads/")
                && ref.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
                && !ref.contains("..")
                && !ref.contains("/.")
                && !ref.contains("//");
    }

    /** The commit of a ref that has no file of its own. */
    private String packed(String ref) throws IOException {
        String refs = read("packed-refs");
        int space = refs.indexOf(" " + ref + "\n");
        int start = space - Hex.LENGTH;
        if (start <= 0 || refs.charAt(start - 1) != '\n') {
            throw new Unusual(ref);
        }
        return Hex.require(refs.substring(start, space));
    }

    Index index() throws IOException {
        Path file = directory.resolve("index");
        // The time comes first: if the file is replaced meanwhile, more entries count as new than are.
        FileTime time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        return new IndexReader(Files.readAllBytes(file)).read(time.toInstant());
    }

    Objects objects() {
        return new Objects(directory.resolve("objects"));
    }

    private String read(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Unusual(name);
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static String line(String text) throws Unusual {
        if (text.indexOf('\n') != text.length() - 1) {
            throw new Unusual("not one line");
        }
        return text.substring(0, text.length() - 1);
    }
}
