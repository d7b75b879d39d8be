package dev.flakelock.core.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the process was started with: environment variables, current directory, home directory and kind of operating
 * system; and the places that Nix derives from them.
 *
 * <p>All places are absolute. A relative one in a variable counts from the current directory. A variable that is set
 * but empty counts as unset, as the XDG base directory specification wants it (Nix takes some of them for the current
 * directory), except where a method says otherwise.
 *
 * <p>Immutable and thread-safe.
 */
public final class Environment {

    private final Map<String, String> variables;
    private final Path currentDirectory;
    private final Path home;
    private final OperatingSystem operatingSystem;
    private final List<Notice> notices;

    private Environment(
            Map<String, String> variables, Path currentDirectory, HomeDirectory home, OperatingSystem operatingSystem) {
        // Windows does not distinguish between upper and lower case in the names of variables.
        Map<String, String> copy = operatingSystem == OperatingSystem.WINDOWS
                ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER)
                : new TreeMap<>();
        copy.putAll(variables);
        this.variables = Collections.unmodifiableMap(copy);
        this.currentDirectory = currentDirectory;
        this.home = home.path();
        this.operatingSystem = operatingSystem;
        this.notices = home.notices();
    }

    /** The environment of this process, as it is now. */
    public static Environment ofProcess() {
        Map<String, String> variables = System.getenv();
        OperatingSystem os = OperatingSystem.named(System.getProperty("os.name", ""));
        HomeDirectory home = HomeDirectory.of(variables, os, HomeDirectory.Account.ofProcess());
        return new Environment(variables, Path.of("").toAbsolutePath(), home, os);
    }

    /**
     * An environment made up of these parts.
     *
     * @param variables the environment variables
     * @param currentDirectory an absolute path
     * @param home the home directory, an absolute path; {@code HOME} among the variables is not looked at
     * @param operatingSystem decides where files live
     */
    public static Environment of(
            Map<String, String> variables, Path currentDirectory, Path home, OperatingSystem operatingSystem) {
        HomeDirectory homeDirectory = new HomeDirectory(home, List.of());
        return new Environment(variables, currentDirectory, homeDirectory, operatingSystem);
    }

    /** The variable's value, which may be empty; nothing if it is not set. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The variable's value; nothing if it is not set or empty. */
    public Optional<String> nonEmptyVariable(String name) {
        return variable(name).filter(value -> !value.isEmpty());
    }

    /** The directory in which the process was started. */
    public Path currentDirectory() {
        return currentDirectory;
    }

    /** The user's home directory. */
    public Path home() {
        return home;
    }

    /** The kind of operating system. */
    public OperatingSystem operatingSystem() {
        return operatingSystem;
    }

    /** What the user should be told about this environment: a home directory that belongs to somebody else. */
    public List<Notice> notices() {
        return notices;
    }

    /** Nix's system-wide configuration: {@code NIX_CONF_DIR}, else {@code /etc/nix}. */
    public Path systemConfigDir() {
        return place("NIX_CONF_DIR")
                .orElseGet(() -> isWindows()
                        ? place("PROGRAMDATA")
                                .orElseGet(() -> currentDirectory.resolve("C:\\ProgramData"))
                                .resolve("nix")
                                .resolve("conf")
                        : currentDirectory.resolve("/etc/nix"));
    }

    /** The user's configuration of Nix, with {@code nix.conf} and {@code registry.json}. */
    public Path configDir() {
        return place("NIX_CONFIG_HOME")
                .orElseGet(() -> isWindows()
                        ? roamingAppData().resolve("nix").resolve("config")
                        : place("XDG_CONFIG_HOME")
                                .orElseGet(() -> home.resolve(".config"))
                                .resolve("nix"));
    }

    /** {@link #configDir()} and after it the {@code nix} directories of {@code XDG_CONFIG_DIRS}, most important first. */
    public List<Path> configDirs() {
        List<Path> dirs = new ArrayList<>();
        dirs.add(configDir());
        if (!isWindows()) {
            for (String dir : variable("XDG_CONFIG_DIRS").orElse("/etc/xdg").split(":", -1)) {
                if (!dir.isEmpty()) {
                    directory(dir).ifPresent(named -> dirs.add(named.resolve("nix")));
                }
            }
        }
        return List.copyOf(dirs);
    }

    /** Nix's cache; flakelock reads there and writes to {@link #ownCacheDir()}. */
    public Path nixCacheDir() {
        return place("NIX_CACHE_HOME")
                .orElseGet(() -> isWindows()
                        ? localAppData().resolve("nix").resolve("cache")
                        : cacheHome().resolve("nix"));
    }

    /** flakelock's own cache. */
    public Path ownCacheDir() {
        return isWindows()
                ? localAppData().resolve("flakelock").resolve("cache")
                : cacheHome().resolve("flakelock");
    }

    /** Nix's data of this user, with {@code trusted-settings.json}. */
    public Path dataDir() {
        return place("NIX_DATA_HOME")
                .orElseGet(() -> isWindows()
                        ? localAppData().resolve("nix").resolve("data")
                        : place("XDG_DATA_HOME")
                                .orElseGet(() -> home.resolve(".local").resolve("share"))
                                .resolve("nix"));
    }

    /** What separates the entries of a variable that holds a list of paths. */
    String pathListSeparator() {
        return isWindows() ? ";" : ":";
    }

    private boolean isWindows() {
        return operatingSystem == OperatingSystem.WINDOWS;
    }

    private Path cacheHome() {
        return place("XDG_CACHE_HOME").orElseGet(() -> home.resolve(".cache"));
    }

    private Path localAppData() {
        return place("LOCALAPPDATA").orElseGet(() -> home.resolve("AppData").resolve("Local"));
    }

    private Path roamingAppData() {
        return place("APPDATA").orElseGet(() -> home.resolve("AppData").resolve("Roaming"));
    }

    private Optional<Path> place(String variable) {
        return nonEmptyVariable(variable).flatMap(this::directory);
    }

    // A name that the file system cannot have is as good as none.
    private Optional<Path> directory(String name) {
        return Optional.ofNullable(NixPath.parse(name))
                .map(path -> currentDirectory.resolve(path).normalize());
    }

    /** The directories only: variables may hold secrets. */
    @Override
    public String toString() {
        return "Environment[" + operatingSystem + ", home " + home + ", in " + currentDirectory + "]";
    }
}
