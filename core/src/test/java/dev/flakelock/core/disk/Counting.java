package dev.flakelock.core.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adds one to the number in a file, again and again, as one of several that do. What others undo is missing at the end. */
final class Counting {

    private Counting() {}

    /** Counts in a process of its own: the arguments are the file and how often. */
    public static void main(String[] arguments) throws IOException {
        to(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    }

    static Process start(Path file, int times) throws IOException, URISyntaxException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        place(AtomicFile.class) + File.pathSeparator + place(Counting.class),
                        Counting.class.getName(),
                        file.toString(),
                        Integer.toString(times))
                .inheritIO()
                .start();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    static void to(Path file, int times) throws IOException {
        for (int done = 0; done < times; ) {
            byte[] before = Files.readAllBytes(file);
            int next = Integer.parseInt(new String(before, UTF_8)) + 1;
            try {
                AtomicFile.replace(
                        file, new FileChange(before, Integer.toString(next).getBytes(UTF_8)));
                done++;
            } catch (ChangedFileException e) {
                // Somebody else was faster.
                Thread.onSpinWait();
            }
        }
    }
}
