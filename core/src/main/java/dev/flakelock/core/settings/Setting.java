package dev.flakelock.core.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A setting that means something for flakelock: its name, default and documentation. Names and meanings are Nix's, but
 * for the bounds whose names begin with {@code flakelock-}, which Nix does not have.
 *
 * <p>Immutable; two settings are equal only if they are the same constant of this class.
 *
 * @param <T> what a value of it is
 */
public final class Setting<T> {

    /** Apply every setting in the top-level flake's nixConfig unasked. */
    public static final Setting<Boolean> ACCEPT_FLAKE_CONFIG =
            toggle("accept-flake-config", false, "apply every setting in the top-level flake's nixConfig unasked");
    /** Tokens for forges: HOST=TOKEN or HOST/PATH=TOKEN. */
    public static final Setting<AccessTokens> ACCESS_TOKENS = of(
            "access-tokens",
            SettingType.TOKENS,
            AccessTokens.none(),
            "tokens for forges: HOST=TOKEN or HOST/PATH=TOKEN");
    /** Take Git and Mercurial trees that have uncommitted changes. */
    public static final Setting<Boolean> ALLOW_DIRTY =
            toggle("allow-dirty", true, "take Git and Mercurial trees that have uncommitted changes");
    /** Write lock file entries for inputs that only their NAR hash identifies. */
    public static final Setting<Boolean> ALLOW_DIRTY_LOCKS = toggle(
            "allow-dirty-locks", false, "write lock file entries for inputs that only their NAR hash identifies");
    /** First line of the commit message for a new lock file. */
    public static final Setting<String> COMMIT_LOCK_FILE_SUMMARY = of(
            "commit-lock-file-summary", SettingType.TEXT, "", "first line of the commit message for a new lock file");
    /** Seconds to wait for a connection; 0 waits forever. */
    public static final Setting<Long> CONNECT_TIMEOUT =
            of("connect-timeout", SettingType.UNSIGNED_64, 15L, "seconds to wait for a connection; 0 waits forever");
    /** How often a failing download is tried in all. */
    public static final Setting<Long> DOWNLOAD_ATTEMPTS =
            of("download-attempts", SettingType.UNSIGNED_32, 5L, "how often a failing download is tried in all");
    /** Bytes of a download to keep in memory. */
    public static final Setting<Long> DOWNLOAD_BUFFER_SIZE =
            of("download-buffer-size", SettingType.UNSIGNED_64, 1L << 20, "bytes of a download to keep in memory");
    /** Most KiB per second of a download; 0 sets no limit. */
    public static final Setting<Long> DOWNLOAD_SPEED =
            of("download-speed", SettingType.UNSIGNED_32, 0L, "most KiB per second of a download; 0 sets no limit");
    /** Features of Nix to switch on. */
    public static final Setting<Set<String>> EXPERIMENTAL_FEATURES =
            of("experimental-features", SettingType.FEATURES, Set.of(), "features of Nix to switch on");
    /** Most bytes of one answer of a server; flakelock's own. */
    public static final Setting<Long> FLAKELOCK_MAX_DOWNLOAD =
            of("flakelock-max-download", SettingType.UNSIGNED_64, 16L << 30, "most bytes of one answer of a server");
    /** Most files, directories and symlinks of a tree; flakelock's own. */
    public static final Setting<Long> FLAKELOCK_MAX_FILES = of(
            "flakelock-max-files", SettingType.UNSIGNED_64, 500_000L, "most files, directories and symlinks of a tree");
    /** Most bytes of a tree, as a NAR; flakelock's own. */
    public static final Setting<Long> FLAKELOCK_MAX_TREE =
            of("flakelock-max-tree", SettingType.UNSIGNED_64, 64L << 30, "most bytes of a tree, as a NAR");
    /** Path or URL of the global flake registry; empty for none. */
    public static final Setting<String> FLAKE_REGISTRY = of(
            "flake-registry",
            SettingType.TEXT,
            "https://channels.nixos.org/flake-registry.json",
            "path or URL of the global flake registry; empty for none");
    /** Use HTTP/2 where the server can. */
    public static final Setting<Boolean> HTTP2 = toggle("http2", true, "use HTTP/2 where the server can");
    /** Most downloads at the same time; 0 sets no limit. */
    public static final Setting<Long> HTTP_CONNECTIONS =
            of("http-connections", SettingType.UNSIGNED_64, 25L, "most downloads at the same time; 0 sets no limit");
    /** File with logins and passwords for HTTP servers. */
    public static final Setting<Path> NETRC_FILE = new Setting<>(
            "netrc-file",
            SettingType.PATH,
            environment -> environment.systemConfigDir().resolve("netrc"),
            "$NIX_CONF_DIR/netrc",
            "file with logins and passwords for HTTP servers");
    /** Show every step that led to an error. */
    public static final Setting<Boolean> SHOW_TRACE =
            toggle("show-trace", false, "show every step that led to an error");
    /** File with the certificate authorities to trust. */
    public static final Setting<Optional<Path>> SSL_CERT_FILE = new Setting<>(
            "ssl-cert-file",
            SettingType.OPTIONAL_PATH,
            Setting::defaultCertificates,
            "$NIX_SSL_CERT_FILE, $SSL_CERT_FILE, or the system's",
            "file with the certificate authorities to trust");
    /** Seconds without data that end a download. */
    public static final Setting<Long> STALLED_DOWNLOAD_TIMEOUT =
            of("stalled-download-timeout", SettingType.UNSIGNED_64, 300L, "seconds without data that end a download");
    /** Seconds for which a look-up or a download stays fresh. */
    public static final Setting<Long> TARBALL_TTL =
            of("tarball-ttl", SettingType.UNSIGNED_32, 3600L, "seconds for which a look-up or a download stays fresh");
    /** Take a forge's tarball of a commit as locked without its NAR hash. */
    public static final Setting<Boolean> TRUST_TARBALLS_FROM_GIT_FORGES = toggle(
            "trust-tarballs-from-git-forges",
            true,
            "take a forge's tarball of a commit as locked without its NAR hash");
    /** Undo Nix's renaming of files whose names differ only in case. */
    public static final Setting<Boolean> USE_CASE_HACK = new Setting<>(
            "use-case-hack",
            SettingType.SWITCH,
            environment -> environment.operatingSystem() == OperatingSystem.MACOS,
            "true on macOS, else false",
            "undo Nix's renaming of files whose names differ only in case");
    /** Look indirect flake references up in the flake registries. */
    public static final Setting<Boolean> USE_REGISTRIES =
            toggle("use-registries", true, "look indirect flake references up in the flake registries");
    /** Text to add to the user agent of HTTP requests. */
    public static final Setting<String> USER_AGENT_SUFFIX =
            of("user-agent-suffix", SettingType.TEXT, "", "text to add to the user agent of HTTP requests");
    /** Warn about Git and Mercurial trees that have uncommitted changes. */
    public static final Setting<Boolean> WARN_DIRTY =
            toggle("warn-dirty", true, "warn about Git and Mercurial trees that have uncommitted changes");

    private static final List<Setting<?>> ALL = List.of(
            ACCEPT_FLAKE_CONFIG,
            ACCESS_TOKENS,
            ALLOW_DIRTY,
            ALLOW_DIRTY_LOCKS,
            COMMIT_LOCK_FILE_SUMMARY,
            CONNECT_TIMEOUT,
            DOWNLOAD_ATTEMPTS,
            DOWNLOAD_BUFFER_SIZE,
            DOWNLOAD_SPEED,
            EXPERIMENTAL_FEATURES,
            FLAKE_REGISTRY,
            FLAKELOCK_MAX_DOWNLOAD,
            FLAKELOCK_MAX_FILES,
            FLAKELOCK_MAX_TREE,
            HTTP_CONNECTIONS,
            HTTP2,
            NETRC_FILE,
            SHOW_TRACE,
            SSL_CERT_FILE,
            STALLED_DOWNLOAD_TIMEOUT,
            TARBALL_TTL,
            TRUST_TARBALLS_FROM_GIT_FORGES,
            USE_CASE_HACK,
            USE_REGISTRIES,
            USER_AGENT_SUFFIX,
            WARN_DIRTY);

    private final String name;
    private final SettingType<T> type;
    private final Function<Environment, T> defaultValue;
    private final String defaultText;
    private final String description;

    private Setting(
            String name,
            SettingType<T> type,
            Function<Environment, T> defaultValue,
            String defaultText,
            String description) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.defaultText = defaultText;
        this.description = description;
    }

    private static <T> Setting<T> of(String name, SettingType<T> type, T value, String description) {
        return new Setting<>(name, type, environment -> value, type.text(value), description);
    }

    private static Setting<Boolean> toggle(String name, boolean value, String description) {
        return of(name, SettingType.SWITCH, value, description);
    }

    /** All settings that mean something for flakelock, sorted by name. */
    public static List<Setting<?>> all() {
        return ALL;
    }

    /** The setting of this name, which is not an alias; nothing if it means nothing for flakelock. */
    static @Nullable Setting<?> named(String name) {
        for (Setting<?> setting : ALL) {
            if (setting.name.equals(name)) {
                return setting;
            }
        }
        return null;
    }

    /** The name, as in {@code nix.conf}. */
    public String name() {
        return name;
    }

    /** Other names of it. */
    public List<String> aliases() {
        KnownSetting known = KnownSetting.named(name);
        return known == null ? List.of() : known.aliases();
    }

    /** The default as text for display; where it comes from if it depends on the environment. */
    public String defaultText() {
        return defaultText;
    }

    /** What it does, in a line without a full stop. */
    public String description() {
        return description;
    }

    /** The default value. */
    T defaultIn(Environment environment) {
        return defaultValue.apply(environment);
    }

    /** How values are read and shown. */
    SettingType<T> type() {
        return type;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    // A set but empty NIX_SSL_CERT_FILE hides SSL_CERT_FILE and still leaves the default, as in Nix.
    private static Optional<Path> defaultCertificates(Environment environment) {
        String fromEnvironment = environment
                .variable("NIX_SSL_CERT_FILE")
                .or(() -> environment.variable("SSL_CERT_FILE"))
                .orElse("");
        Path named = NixPath.parse(fromEnvironment);
        if (!fromEnvironment.isEmpty() && named != null) {
            return Optional.of(environment.currentDirectory().resolve(named));
        }
        return Stream.of(
                        "/etc/ssl/certs/ca-certificates.crt",
                        "/nix/var/nix/profiles/default/etc/ssl/certs/ca-bundle.crt")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst();
    }
}
