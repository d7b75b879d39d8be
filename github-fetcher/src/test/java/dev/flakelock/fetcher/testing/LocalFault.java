package dev.flakelock.fetcher.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;

/** What goes wrong with a place on this machine. */
@SuppressWarnings("ImmutableEnumChecker") // the changes are lambdas over nothing but their argument
public enum LocalFault {
    GONE(place -> true, Place::clear),
    A_LINK_INTO_NOTHING(Place::isGit, directory -> {
        Place.clear(directory);
        Files.createSymbolicLink(directory, directory.resolveSibling("nowhere"));
    }),
    A_PIPE_IN_THE_TREE(place -> place == Place.DIRECTORY, directory -> run("mkfifo", directory.resolve("pipe"))),
    TOO_MANY_FILES(place -> place == Place.DIRECTORY, directory -> {
        for (int i = 0; i < LocalFault.MOST_FILES; i++) {
            Files.createFile(directory.resolve("f" + i));
        }
    }),
    TOO_LARGE(place -> place == Place.DIRECTORY, directory -> run("truncate -s 100M", directory.resolve("large"))),
    NO_REPOSITORY(place -> place == Place.GIT, directory -> {
        Place.clear(directory.resolve(".git"));
    }),
    A_HEAD_OF_NOTHING(
            place -> place == Place.GIT_WORK_TREE,
            directory -> Files.writeString(directory.resolve(".git/HEAD"), "?\n")),
    REFS_OF_NOTHING(Place::isGit, directory -> Files.writeString(directory.resolve(".git/refs/heads/main"), "0123\n")),
    REFS_TO_NOTHING(
            Place::isGit,
            directory -> Files.writeString(directory.resolve(".git/refs/heads/main"), "1".repeat(40) + "\n")),
    OBJECTS_GONE(Place::isGit, directory -> Place.clear(directory.resolve(".git/objects"))),
    OBJECTS_TRUNCATED(Place::isGit, directory -> each(directory.resolve(".git/objects"), LocalFault::half)),
    OBJECTS_DAMAGED(Place::isGit, directory -> each(directory.resolve(".git/objects"), LocalFault::damage)),
    HISTORY_DAMAGED(Place::isMercurial, directory -> each(directory.resolve(".hg/store"), LocalFault::damage)),
    A_FORMAT_OF_THE_FUTURE(
            Place::isMercurial, directory -> Files.writeString(directory.resolve(".hg/requires"), "time-travel\n"));

    /** How many files a tree may have in the worlds of these tests, and how many bytes. */
    public static final int MOST_FILES = 100;

    /** Damages a directory. */
    interface Damage {
        void to(Path directory) throws IOException;
    }

    private final Predicate<Place> places;
    private final Damage damage;

    LocalFault(Predicate<Place> places, Damage damage) {
        this.places = places;
        this.damage = damage;
    }

    /** Whether there is such a fault of the place. */
    public boolean concerns(Place place) {
        return places.test(place);
    }

    /** Lets it happen. */
    public void strike(Path directory) throws IOException {
        damage.to(directory);
    }

    private interface Change {
        byte[] of(byte[] good);
    }

    private static void each(Path directory, Change change) throws IOException {
        for (Path file : Place.files(directory)) {
            if (!file.toFile().setWritable(true)) {
                throw new IOException(file.toString());
            }
            Files.write(file, change.of(Files.readAllBytes(file)));
        }
    }

    private static byte[] half(byte[] good) {
        return Arrays.copyOf(good, good.length / 2);
    }

    private static byte[] damage(byte[] good) {
        byte[] bad = good.clone();
        for (int i = 0; i < bad.length; i++) {
            bad[i] ^= 0x55;
        }
        return bad;
    }

    private static void run(String command, Path file) throws IOException {
        try {
            if (new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException(command);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
