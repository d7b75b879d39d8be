package dev.flakelock.core.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void aPosixFileSystem() {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs modes and links");
        file = directory.resolve("flake.lock");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static FileChange change(String before, String after) {
        return new FileChange(bytes(before), bytes(after));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aNewFileMayBeReadByAll() throws IOException {
        AtomicFile.write(file, bytes("new"));
        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-r--r--");

        Path other = directory.resolve("other");
        AtomicFile.replace(other, FileChange.creating(bytes("new")));
        assertThat(other).hasContent("new");
        assertThat(mode(other)).isEqualTo("rw-r--r--");
        assertThat(names()).containsExactly("flake.lock", "other");
    }

    @Test
    void anExistingFileKeepsItsMode() throws IOException {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        AtomicFile.write(file, bytes("written"));
        assertThat(file).hasContent("written");
        AtomicFile.replace(file, change("written", "replaced"));
        assertThat(file).hasContent("replaced");
        assertThat(mode(file)).isEqualTo("rw-r-----");
        assertThat(names()).containsExactly("flake.lock");
    }

    @Test
    void aLinkStaysAndWhatItLeadsToIsWritten() throws IOException {
        Path real = directory.resolve("real");
        Files.createSymbolicLink(file, Path.of("real"));

        AtomicFile.write(file, bytes("new"));
        assertThat(real).hasContent("new");
        AtomicFile.replace(file, change("new", "replaced"));
        assertThat(real).hasContent("replaced");
        assertThat(file).isSymbolicLink();
    }

    @Test
    void missingDirectoriesAreNotMade() throws IOException {
        Path below = directory.resolve("no/such");
        Files.createSymbolicLink(file, below);

        for (Path path : List.of(below, file)) {
            assertThatThrownBy(() -> AtomicFile.write(path, bytes("new"))).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> AtomicFile.replace(path, FileChange.creating(bytes("new"))))
                    .isInstanceOf(NoSuchFileException.class);
        }
        assertThat(names()).containsExactly("flake.lock");
    }

    @Test
    void aDirectoryIsNotReplaced() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(() -> AtomicFile.write(file, bytes("new")))
                .isInstanceOfSatisfying(
                        FileSystemException.class,
                        e -> assertThat(e.getReason()).isEqualTo("Is a directory"));
        assertThat(file).isEmptyDirectory();
        assertThat(names()).containsExactly("flake.lock");
    }

    @Test
    void aFileThatOneMayNotWriteIsNotReplaced() throws IOException {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(file), "root may write anything");

        assertThatThrownBy(() -> AtomicFile.write(file, bytes("new"))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> AtomicFile.replace(file, change("old", "new")))
                .isInstanceOf(AccessDeniedException.class);
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("flake.lock");
    }

    @Test
    void whatIsReadFromAPipeIsWrittenToIt() throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0, "needs mkfifo");
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<String> read = reader.submit(() -> Files.readString(file));
            AtomicFile.write(file, bytes("through the pipe"));
            assertThat(read.get()).isEqualTo("through the pipe");
        } finally {
            reader.shutdownNow();
        }
        assertThat(names()).containsExactly("flake.lock");
    }

    @Test
    void aFileThatIsNoLongerWhatItWasIsLeftAlone() throws IOException {
        Files.writeString(file, "of somebody else");

        for (FileChange change : List.of(change("old", "new"), change("", "new"), FileChange.creating(bytes("new")))) {
            assertThatThrownBy(() -> AtomicFile.replace(file, change)).isInstanceOf(ChangedFileException.class);
            assertThat(file).hasContent("of somebody else");
        }
        Files.delete(file);
        assertThatThrownBy(() -> AtomicFile.replace(file, change("old", "new")))
                .isInstanceOf(ChangedFileException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatSomebodyElseIsAboutToChangeIsLeftAlone() throws IOException {
        Files.writeString(file, "old");
        HeldFile held = HeldFile.open(file);
        try (held) {
            assertThatThrownBy(() -> AtomicFile.replace(file, change("old", "new")))
                    .isInstanceOf(ChangedFileException.class);
        }
        AtomicFile.replace(file, change("old", "new"));
        assertThat(file).hasContent("new");
    }

    @Test
    void aFileWrittenInPlaceIsWhole() throws IOException {
        for (String contents : List.of("longer than before", "short", "")) {
            Files.writeString(file, "old text");
            try (HeldFile held = HeldFile.open(file)) {
                held.overwrite(bytes(contents));
            }
            assertThat(file).hasContent(contents);
        }
    }

    @Test
    void onlyOneCanMakeAFile() throws Exception {
        Callable<Integer> creation = () -> {
            try {
                AtomicFile.replace(
                        file, FileChange.creating(bytes(Thread.currentThread().getName())));
                return 1;
            } catch (ChangedFileException e) {
                return 0;
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 50; round++) {
                int made = 0;
                for (Future<Integer> done : threads.invokeAll(List.of(creation, creation, creation, creation))) {
                    made += done.get();
                }
                assertThat(made).isEqualTo(1);
                Files.delete(file);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void threadsDoNotUndoWhatOthersDid() throws Exception {
        Files.writeString(file, "0");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> counting = () -> {
                Counting.to(file, 50);
                return 50;
            };
            int sum = 0;
            for (Future<Integer> done : threads.invokeAll(List.of(counting, counting, counting, counting))) {
                sum += done.get();
            }
            assertThat(file).hasContent(Integer.toString(sum));
        } finally {
            threads.shutdownNow();
        }
        assertThat(names()).containsExactly("flake.lock");
    }

    @Test
    void processesDoNotUndoWhatOthersDid() throws Exception {
        Files.writeString(file, "0");
        List<Process> processes =
                List.of(Counting.start(file, 100), Counting.start(file, 100), Counting.start(file, 100));
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(file).hasContent("300");
        assertThat(names()).containsExactly("flake.lock");
    }
}
