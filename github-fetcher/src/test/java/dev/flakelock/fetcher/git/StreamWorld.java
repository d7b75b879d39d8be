package dev.flakelock.fetcher.git;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.LockingWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A flake with three inputs, {@link LockingWorld#NAMES}, that are fetched over ssh or by git's own protocol. */
final class StreamWorld implements AutoCloseable {

    /** How git is spoken. */
    enum Way {
        SSH("git+ssh://git@%s.example/r?ref=main"),
        DAEMON("git://%s.example/r?ref=main");

        private final String url;

        Way(String url) {
            this.url = url;
        }
    }

    private static final LockListener SILENT = message -> {};
    private static final long MOST_BYTES = 4L << 20;

    private final Path directory;
    private final Way way;
    private final Path repositories;
    private final Map<String, GitDaemon> daemons = new HashMap<>();
    private String struck = "";
    private StreamFault fault = StreamFault.NOISE;

    /**
     * A world.
     *
     * @param directory where it is to be; it is empty
     * @param repositories the repositories: in {@code 1} those of the first revision, in {@code 2} those of the second
     */
    StreamWorld(Path directory, Way way, Path repositories) throws IOException {
        this.directory = directory;
        this.way = way;
        this.repositories = repositories;
        StringBuilder inputs = new StringBuilder();
        for (String name : LockingWorld.NAMES) {
            inputs.append("  inputs.%s = { url = \"%s\"; flake = false; };\n".formatted(name, way.url.formatted(name)));
        }
        Files.createDirectories(flake());
        Files.writeString(flake().resolve("flake.nix"), "{\n" + inputs + "  outputs = _: { };\n}\n");
    }

    /** Has the flake begin with this lock file. */
    void begin(byte[] lockFile) throws IOException {
        Files.write(flake().resolve("flake.lock"), lockFile);
    }

    /** From now on this happens whenever this input is fetched. */
    void strike(String name, StreamFault what) {
        struck = name;
        fault = what;
    }

    /** Lets everything be good again. */
    void heal() {
        struck = "";
    }

    /** Updates to this revision; returns what failed. */
    Optional<FlakeException> updateTo(int revision) throws IOException {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
        variables.putAll(way == Way.SSH ? ssh(revision) : daemons(revision));
        Settings settings = Settings.defaults(
                        Environment.of(variables, directory, directory.resolve("home"), OperatingSystem.LINUX))
                .toBuilder()
                .set(Setting.FLAKE_REGISTRY, "")
                .set(Setting.FLAKELOCK_MAX_DOWNLOAD, MOST_BYTES)
                .set(Setting.TARBALL_TTL, 0L)
                .build();
        try (FlakeLocker locker = FlakeLocker.builder(settings).build()) {
            locker.lock(
                    LockRequest.of(locker.parseFlake("path:" + flake(), SILENT))
                            .updates(LockUpdates.EVERYTHING)
                            .build(),
                    SILENT);
            return Optional.empty();
        } catch (FlakeException e) {
            return Optional.of(e);
        }
    }

    /** A program in the place of ssh that runs what is to be run on the server here, and writes down which it is. */
    private Map<String, String> ssh(int revision) throws IOException {
        Path program = directory.resolve("ssh");
        String place = directory.toString();
        Files.writeString(program, """
                #!/bin/sh
                for argument; do
                    case $argument in git@*.example) name=${argument#git@} name=${name%%.example} ;; esac
                done
                echo "$name" >> '%1$s/asked'
                serve() { git upload-pack '%2$s/%3$d/'"$name"; }
                case $name in '%4$s') %5$s ;; *) serve ;; esac
                """.formatted(place, repositories, revision, struck, fault.script()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("GIT_SSH_COMMAND", "'" + program + "'");
    }

    /** A server for each input, in the place of the one that its URL names; who is not there has the port of nobody. */
    private Map<String, String> daemons(int revision) throws IOException {
        Map<String, String> configuration = new HashMap<>();
        for (String name : LockingWorld.NAMES) {
            GitDaemon daemon = daemon(name);
            boolean bad = name.equals(struck);
            daemon.serve(repositories.resolve(revision + "/" + name), bad ? fault.script() : "serve");
            String url = bad && fault == StreamFault.REFUSED ? "git://127.0.0.1:1/r" : daemon.url("r");
            int number = configuration.size() / 2;
            configuration.put("GIT_CONFIG_KEY_" + number, "url." + url + ".insteadOf");
            configuration.put("GIT_CONFIG_VALUE_" + number, "git://" + name + ".example/r");
        }
        configuration.put("GIT_CONFIG_COUNT", Integer.toString(LockingWorld.NAMES.size()));
        return configuration;
    }

    private GitDaemon daemon(String name) throws IOException {
        GitDaemon daemon = daemons.get(name);
        if (daemon == null) {
            daemon = new GitDaemon(repositories);
            daemons.put(name, daemon);
        }
        return daemon;
    }

    /** How often an input has been asked for. */
    long requests(String name) throws IOException {
        if (way == Way.DAEMON) {
            return daemon(name).connections();
        }
        try (Stream<String> asked = Files.lines(directory.resolve("asked"))) {
            return asked.filter(name::equals).count();
        }
    }

    byte[] lockFile() throws IOException {
        return Files.readAllBytes(flake().resolve("flake.lock"));
    }

    /** The files of the flake, and those in the cache that should not have been left there. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> name.startsWith("flake/")
                            || name.matches(".*/((tmp_|incoming_|gc_)[^/]*|[^/]*\\.(tmp|lock))"))
                    .sorted()
                    .toList();
        }
    }

    private Path flake() {
        return directory.resolve("flake");
    }

    @Override
    public void close() throws IOException {
        for (GitDaemon daemon : daemons.values()) {
            daemon.close();
        }
    }
}
