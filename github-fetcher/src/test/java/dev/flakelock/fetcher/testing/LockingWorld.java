package dev.flakelock.fetcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import dev.flakelock.core.resolve.RegistryLookup;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.core.settings.AccessTokens;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.Fetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** A flake with three inputs of one kind, on a machine whose internet can be faulty. No time passes in it. */
public final class LockingWorld {

    /** The inputs, in order. */
    public static final List<String> NAMES = List.of("first", "middle", "zlast");

    private static final long MOST_BYTES = 4L << 20;

    private static final RegistryLookup NONE = (input, scope, context) -> {
        throw new FlakeException("there are no registries");
    };

    /** The request that goes wrong. */
    public enum Subject {
        GITHUB_LOOKUP("github:o/%s", "api.github.com/repos/o/%s/commits/"),
        GITHUB_ARCHIVE("github:o/%s", "api.github.com/repos/o/%s/tarball/"),
        GITLAB_LOOKUP("gitlab:o/%s", "gitlab.com/api/v4/projects/o%%2F%s/repository/commits"),
        GITLAB_ARCHIVE("gitlab:o/%s", "gitlab.com/api/v4/projects/o%%2F%s/repository/archive"),
        SOURCEHUT_LOOKUP("sourcehut:~o/%s/main", "git.sr.ht/~o/%s/info/refs"),
        SOURCEHUT_ARCHIVE("sourcehut:~o/%s", "git.sr.ht/~o/%s/archive/"),
        TARBALL("https://%s.example/t.tar.gz", "%s.example/t.tar.gz"),
        FILE("file+https://%s.example/f", "%s.example/f"),
        GIT_ADVERTISEMENT("git+https://%s.example/r?ref=main", "%s.example/r/info/refs"),
        GIT_REFS("git+https://%s.example/r?ref=main", "%s.example/r/git-upload-pack", "command=ls-refs"),
        GIT_COMMIT("git+https://%s.example/r?ref=main", "%s.example/r/git-upload-pack", "command=fetch");

        private static final int REDIRECTS = 11;

        private final String input;
        private final String place;
        private final String command;

        Subject(String input, String place) {
            this(input, place, "");
        }

        Subject(String input, String place, String command) {
            this.input = input;
            this.place = place;
            this.command = command;
        }

        /** The input with this name, as a flake refers to it. */
        public String input(String name) {
            return input.formatted(name);
        }

        /** Whether the answer is held in memory, so that it can be asked for again. */
        public boolean isSmall() {
            return name().endsWith("LOOKUP");
        }

        /** Whether the answer is an archive. */
        public boolean isArchive() {
            return name().endsWith("ARCHIVE") || this == TARBALL;
        }

        /** Whether it is asked for by git's protocol. */
        public boolean isGit() {
            return name().startsWith("GIT_");
        }

        /** How many requests a circle of redirects comes to; what git has been told once is not asked for again. */
        int redirects() {
            return isGit() ? 1 : REDIRECTS;
        }

        /** Whether a request is the one, for this input. */
        public Predicate<Request> isStruck(String name) {
            String start = place.formatted(name);
            return request ->
                    (request.url().host() + request.url().encodedPath()).startsWith(start) && isCommand(request);
        }

        private boolean isCommand(Request request) {
            try {
                return command.isEmpty() || new String(GitHost.body(request), UTF_8).contains(command);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Path directory;
    private final Subject subject;
    private final FaultyInternet internet = new FaultyInternet();
    private final List<String> warnings = new ArrayList<>();
    private String token = "";

    /** A world in an empty directory. */
    public LockingWorld(Path directory, Subject subject) throws IOException {
        this.directory = directory;
        this.subject = subject;
        writeFlake();
    }

    public FaultyInternet internet() {
        return internet;
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Sets the token for all forges. */
    public void token(String secret) {
        token = secret;
    }

    /** Has the flake begin with this lock file. */
    public void begin(byte[] lockFile) throws IOException {
        Files.write(flake().resolve("flake.lock"), lockFile);
    }

    /** Updates to this revision; returns what failed. */
    public @Nullable FlakeException updateTo(int revision) throws IOException {
        publish(internet, revision);
        try {
            lock();
            return null;
        } catch (FlakeException e) {
            return e;
        }
    }

    public byte[] lockFile() throws IOException {
        return Files.readAllBytes(flake().resolve("flake.lock"));
    }

    public List<String> filesBesideTheLock() throws IOException {
        try (Stream<Path> files = Files.list(flake())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("flake.lock"))
                    .toList();
        }
    }

    /** What was not cleared away in the cache. */
    public List<Path> temporaryFiles() throws IOException {
        if (!Files.exists(cache())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(cache())) {
            return files.filter(Files::isRegularFile).filter(this::isTemporary).toList();
        }
    }

    private boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        boolean isGits = file.startsWith(cache().resolve("git"));
        return isGits ? name.matches("(tmp_|incoming_|gc_).*|.*\\.(tmp|lock)") : !name.matches("[0-9a-f]+");
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private Path flake() {
        return directory.resolve("flake");
    }

    private void writeFlake() throws IOException {
        StringBuilder text = new StringBuilder("{\n");
        for (String name : NAMES) {
            String url = subject.input(name);
            text.append("  inputs." + name + " = { url = \"" + url + "\"; flake = false; };\n");
        }
        Files.createDirectories(flake());
        Files.writeString(flake().resolve("flake.nix"), text + "  outputs = _: { };\n}\n");
    }

    /** Puts a revision of all inputs of all kinds into an internet, as their newest. */
    public static void publish(FaultyInternet internet, int revision) {
        for (String name : NAMES) {
            String rev = "%040x".formatted(revision * 16 + NAMES.indexOf(name));
            byte[] archive = new TestArchive()
                    .file("flake.nix", "{ outputs = _: { }; } # " + name)
                    .file("revision", "" + revision)
                    .gzip();
            String hub = "https://api.github.com/repos/o/" + name;
            internet.put(hub + "/commits/HEAD", ("{\"sha\":\"" + rev + "\"}").getBytes(UTF_8));
            internet.put(hub + "/tarball/" + rev, archive);
            String lab = "https://gitlab.com/api/v4/projects/o%2F" + name + "/repository";
            internet.put(lab + "/commits?ref_name=HEAD", ("[{\"id\":\"" + rev + "\"}]").getBytes(UTF_8));
            internet.put(lab + "/archive.tar.gz?sha=" + rev, archive);
            String hut = "https://git.sr.ht/~o/" + name;
            internet.put(hut + "/HEAD", "ref: refs/heads/main\n".getBytes(UTF_8));
            internet.put(hut + "/info/refs", (rev + "\trefs/heads/main\n").getBytes(UTF_8));
            internet.put(hut + "/archive/" + rev + ".tar.gz", archive);
            internet.put("https://" + name + ".example/t.tar.gz", archive);
            internet.put("https://" + name + ".example/f", archive);
            Map<String, String> files = Map.of("flake.nix", "{ outputs = _: { }; }", "revision", name + revision);
            internet.put("https://" + name + ".example/r", GitHost.of(files, TestArchive.TIME + revision));
        }
    }

    private void lock() throws FlakeException {
        Settings settings = settings();
        try (Fetchers fetchers = Fetchers.builder(settings)
                .client(internet.client())
                .cacheDirectory(cache())
                .pause((delay, context) -> {})
                .build()) {
            Schemes schemes = StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
            FlakeRef ref = FlakeRef.parse("path:" + flake(), RefContext.absolute(schemes));
            new Resolver(schemes, NONE, new FlakeNixReader(schemes, false), 4)
                    .lock(LockRequest.of(ref).updates(LockUpdates.EVERYTHING).build(), warnings::add);
        }
    }

    private Settings settings() {
        Environment environment = Environment.of(Map.of(), directory, directory.resolve("home"), OperatingSystem.LINUX);
        Map<String, String> tokens = token.isEmpty()
                ? Map.of()
                : Map.of("github.com", token, "gitlab.com", "PAT:" + token, "git.sr.ht", token);
        return Settings.defaults(environment).toBuilder()
                .set(Setting.DOWNLOAD_ATTEMPTS, (long) Fault.ATTEMPTS)
                .set(Setting.FLAKELOCK_MAX_DOWNLOAD, MOST_BYTES)
                .set(Setting.TARBALL_TTL, 0L)
                .set(Setting.ACCESS_TOKENS, AccessTokens.of(tokens))
                .build();
    }
}
