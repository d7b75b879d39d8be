package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The {@code git} program, for what is a user's own set-up: hooks, signatures, identity. Immutable. */
final class GitProgram {

    /** Variables that would point the program to another repository than the one it is run in. */
    private static final List<String> OTHER_REPOSITORY = List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE");

    /**
     * How the program ended.
     *
     * @param status the exit status
     * @param output what it wrote to its standard output
     */
    record Ended(int status, String output) {}

    private final Path program;
    private final ProcessBuilder.Redirect errors;

    private GitProgram(Path program, ProcessBuilder.Redirect errors) {
        this.program = program;
        this.errors = errors;
    }

    /** The program with nothing written to standard error. */
    GitProgram quiet() {
        return new GitProgram(program, ProcessBuilder.Redirect.DISCARD);
    }

    /** The program in the search path. */
    static Optional<GitProgram> find(Environment environment) {
        String name = File.separatorChar == '\\' ? "git.exe" : "git";
        return Arrays.stream(environment.variable("PATH").orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> candidate(directory, name))
                .flatMap(Optional::stream)
                .filter(candidate -> Files.isExecutable(candidate) && !Files.isDirectory(candidate))
                .findFirst()
                .map(found -> new GitProgram(found, ProcessBuilder.Redirect.INHERIT));
    }

    private static Optional<Path> candidate(String directory, String name) {
        try {
            return Optional.of(Path.of(directory).resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Runs it in a directory. What it writes to standard error, such as the output of hooks, is the user's to see. */
    Ended run(Path directory, String input, String... arguments) throws FlakeException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.redirectError(errors);
        builder.environment().keySet().removeAll(OTHER_REPOSITORY);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            try (InputStream out = process.getInputStream()) {
                String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                return new Ended(process.waitFor(), output);
            }
        } catch (IOException e) {
            throw new FlakeException("running 'git': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlakeException("interrupted while running 'git'", e);
        }
    }

    /** Runs it and fails unless it succeeds. */
    void require(Path directory, String input, String... arguments) throws FlakeException {
        int status = run(directory, input, arguments).status();
        if (status != 0) {
            throw new FlakeException("program 'git' failed with exit code " + status);
        }
    }
}
