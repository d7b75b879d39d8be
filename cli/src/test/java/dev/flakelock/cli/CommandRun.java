package dev.flakelock.cli;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.cli.console.Console;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.OkHttpClient;

/**
 * Runs of the command in this process, in a directory of their own and without a registry on a server. There are secrets
 * among the settings, and no run prints one.
 */
final class CommandRun {

    final Path home;
    final Path directory;
    final Map<String, String> variables = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String answers = "";
    private Console.Terminals terminals = Console.Terminals.NONE;
    private InstantSource clock = InstantSource.system();
    private Function<Settings, FlakeLocker> lockers =
            settings -> FlakeLocker.builder(settings).build();

    CommandRun(Path root) throws IOException {
        Path real = root.toRealPath();
        this.home = Files.createDirectories(real.resolve("home"));
        this.directory = Files.createDirectories(real.resolve("w"));
        variables.put("NIX_CONF_DIR", real.resolve("etc").toString());
        variables.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        variables.put("XDG_DATA_HOME", home.resolve("data").toString());
        variables.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        variables.put(
                "NIX_CONFIG", "flake-registry =\naccess-tokens = nowhere.example=" + Planted.GITHUB_ACCESS.secret());
        variables.put("no_proxy", "*");
        variables.put("https_proxy", "http://me:" + Planted.PROXY.secret() + "@127.0.0.1:1");
    }

    /** Has somebody sit there who says this. */
    void answer(String text) {
        answers = text;
    }

    /** Lets it be this time. */
    void at(String instant) {
        clock = InstantSource.fixed(Instant.parse(instant));
    }

    /** Lets these streams lead to a terminal that shows colours. */
    void on(Console.Terminals streams) {
        terminals = streams;
        variables.put("TERM", "xterm");
    }

    /** Lets this client be all that there is of the internet. */
    void in(OkHttpClient internet) {
        lockers = settings -> FlakeLocker.builder(settings).client(internet).build();
    }

    int run(String... arguments) {
        out.reset();
        err.reset();
        Environment environment = Environment.of(variables, directory, home, OperatingSystem.LINUX);
        Console console = new Console(out, err, terminals, environment);
        if (!answers.isEmpty()) {
            console.answeredBy(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)));
        }
        int status = new Flakelock(environment, console, clock, lockers).run(List.of(arguments));
        Planted.assertNoneIn(
                List.of(arguments).toString(),
                out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8));
        return status;
    }

    /** What was printed, with DIR for the directory. */
    String out() {
        return relative(out.toString(StandardCharsets.UTF_8));
    }

    /** What was said, with DIR for the directory. */
    String err() {
        return relative(err.toString(StandardCharsets.UTF_8));
    }

    private String relative(String text) {
        return text.replace(directory.toString(), "DIR");
    }

    Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    String read(Path file) throws IOException {
        return relative(Files.readString(file));
    }

    Path userRegistry() {
        return home.resolve("config/nix/registry.json");
    }
}
