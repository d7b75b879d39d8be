package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A machine of its own below one directory: a home, settings, a flake registry, git repositories whose commits are the
 * same each time, and the built command. In what a command says the directory reads {@code /m}. There are secrets among
 * the settings, and no command prints one.
 */
final class Machine {

    static final Path LAUNCHER = Path.of(System.getProperty("flakelock.launcher"));

    /** What a command did; without the bold letters. */
    record Outcome(int status, String out, String err) {}

    private final Path root;
    private final List<String> prefix;

    private Machine(Path root, List<String> prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    /** A machine whose registry knows {@code nixpkgs} and {@code home-manager}, which takes nixpkgs from there. */
    static Machine in(Path directory) throws IOException, InterruptedException {
        Machine machine = new Machine(directory.toRealPath(), List.of());
        machine.repository("nixpkgs", "{ description = \"Packages\"; outputs = { self }: { lib = 1; }; }\n");
        machine.repository("home-manager", "{ inputs.nixpkgs.url = \"nixpkgs\"; outputs = { self, nixpkgs }: { }; }\n");
        machine.write("flake-registry.json", registry(entry("nixpkgs", "") + "," + entry("home-manager", "")));
        return machine;
    }

    /** The same machine, where commands run behind this program, such as one that changes the user. */
    Machine behind(List<String> program) {
        return new Machine(root, program);
    }

    private static String registry(String entries) {
        return "{\"version\":2,\"flakes\":[" + entries + "]}";
    }

    private static String entry(String id, String more) {
        return "{\"from\":{\"type\":\"indirect\",\"id\":\"" + id + "\"},\"to\":{\"type\":\"git\",\"url\":\"file:///m/"
                + id + "\"" + more + "}}";
    }

    /** Pins a flake of the registry for this user. */
    void pin(String id, String rev) throws IOException {
        String entry = entry(id, ",\"ref\":\"main\",\"rev\":\"" + rev + "\"");
        write("home/.config/nix/registry.json", registry(entry));
    }

    Path path(String name) {
        return root.resolve(name);
    }

    String read(String name) throws IOException {
        return shown(Files.readString(path(name)));
    }

    /** Writes a file; {@code /m/} in it becomes the real place. */
    void write(String name, String contents) throws IOException {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), contents.replace("/m/", root + "/"));
    }

    /** Makes a git repository with one commit of this {@code flake.nix}. */
    void repository(String name, String flake) throws IOException, InterruptedException {
        write(name + "/flake.nix", flake);
        git(name, "init", "--quiet", "--initial-branch=main");
        commit(name, "one", 1_700_000_000L);
    }

    /** Commits everything, at this time (seconds since 1970: it decides about the hash, as the message does), and returns the commit. */
    String commit(String name, String message, long time) throws IOException, InterruptedException {
        git(name, "add", "--all");
        String date = time + " +0000";
        Map<String, String> dates = Map.of("GIT_AUTHOR_DATE", date, "GIT_COMMITTER_DATE", date);
        assertThat(start(name, List.of("git", "commit", "--quiet", "-m", message), dates)
                        .status())
                .isZero();
        return git(name, "rev-parse", "HEAD").strip();
    }

    String git(String name, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Outcome outcome = start(name, command, Map.of());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return outcome.out();
    }

    /** Runs the built command in this directory. */
    Outcome flakelock(String name, String... arguments) throws IOException, InterruptedException {
        return start(name, command(arguments), Map.of());
    }

    /** Runs a script, which finds the place of this machine in {@code M} and the built command in {@code FLAKELOCK}. */
    String shell(String script) throws IOException, InterruptedException {
        Map<String, String> places = Map.of("M", root.toString(), "FLAKELOCK", LAUNCHER.toString());
        return start("", List.of("/bin/sh", "-c", script), places).out();
    }

    /** Starts the built command in this directory, with its output going nowhere; it is the process, not its parent. */
    Process begin(String name, String... arguments) throws IOException {
        return builder(name, command(arguments), Map.of())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(LAUNCHER.toString());
        for (String argument : arguments) {
            command.add(argument.replace("/m/", root + "/"));
        }
        return command;
    }

    private ProcessBuilder builder(String name, List<String> command, Map<String, String> more) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(path(name).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.matches("(NIX|GIT|XDG)_.*"));
        environment.put("HOME", path("home").toString());
        environment.put("NIX_CONF_DIR", path("settings").toString());
        environment.put("GITHUB_TOKEN", Planted.GITHUB_TOKEN.secret());
        environment.put(
                "NIX_CONFIG",
                "flake-registry = " + path("flake-registry.json") + "\naccess-tokens = github.com="
                        + Planted.GITHUB_ACCESS.secret() + " gitlab.com=PAT:" + Planted.GITLAB_ACCESS.secret());
        environment.put("FLAKELOCK_ARCHIVE", "now");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "Ann");
            environment.put("GIT_" + who + "_EMAIL", "ann@example.org");
        }
        environment.putAll(more);
        return builder;
    }

    private Outcome start(String name, List<String> command, Map<String, String> more)
            throws IOException, InterruptedException {
        Path err = Files.createTempFile("flow", ".err");
        Process process =
                builder(name, command, more).redirectError(err.toFile()).start();
        String out;
        try (InputStream in = process.getInputStream()) {
            out = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Outcome outcome = new Outcome(process.waitFor(), shown(out), shown(Files.readString(err)));
        Files.delete(err);
        Planted.assertNoneIn(command.toString(), outcome.out() + outcome.err());
        return outcome;
    }

    /** With neither the place of this machine nor the times and hashes of plain directories. */
    private String shown(String text) {
        return text.replace(root.toString(), "/m")
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .replaceAll("\\?lastModified=\\d+&narHash=[^' ]+", "?…");
    }
}
