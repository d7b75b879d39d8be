package dev.flakelock.core.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A value for every {@link Setting}. Immutable and thread-safe; tells no secret in {@link #toString()}.
 *
 * <p>Numbers that do not fit count as {@link Long#MAX_VALUE}.
 */
public final class Settings {

    private static final long FOREVER = 0xffff_ffffL;

    private final SettingValues values;
    private final Environment environment;

    Settings(SettingValues values, Environment environment) {
        this.values = values;
        this.environment = environment;
    }

    /** What applies where nothing is configured at all. */
    public static Settings defaults(Environment environment) {
        return new SettingsBuilder(environment).build();
    }

    /** The environment that defaults were taken from. */
    public Environment environment() {
        return environment;
    }

    /** A builder that starts with these settings; it has no {@linkplain SettingsBuilder#notices() notices} yet. */
    public SettingsBuilder toBuilder() {
        return new SettingsBuilder(environment, values);
    }

    /** The value of a setting. */
    public <T> T value(Setting<T> setting) {
        return values.value(setting);
    }

    /** The value of a setting as text, with secrets blotted out. */
    public <T> String text(Setting<T> setting) {
        return setting.type().text(value(setting));
    }

    /** Where the value of a setting comes from. */
    public SettingOrigin origin(Setting<?> setting) {
        return values.origin(setting);
    }

    /**
     * These settings for work without a network ({@code --offline}): cached look-ups and downloads stay fresh, nothing
     * is tried again, and connections are given up after a second. What the {@linkplain SettingOrigin#USER user} has
     * set stays as it is.
     */
    public Settings offline() {
        SettingValues changed = values;
        changed = unlessUserSet(changed, Setting.TARBALL_TTL, FOREVER);
        changed = unlessUserSet(changed, Setting.DOWNLOAD_ATTEMPTS, 0L);
        changed = unlessUserSet(changed, Setting.CONNECT_TIMEOUT, 1L);
        return new Settings(changed, environment);
    }

    /** These settings with everything that is cached by time counting as stale ({@code --refresh}). */
    public Settings refresh() {
        return new Settings(values.with(Setting.TARBALL_TTL, 0L, origin(Setting.TARBALL_TTL)), environment);
    }

    private SettingValues unlessUserSet(SettingValues base, Setting<Long> setting, Long value) {
        SettingOrigin origin = origin(setting);
        return origin == SettingOrigin.USER ? base : base.with(setting, value, origin);
    }

    /** {@link Setting#ACCEPT_FLAKE_CONFIG}. */
    public boolean acceptFlakeConfig() {
        return value(Setting.ACCEPT_FLAKE_CONFIG);
    }

    /** {@link Setting#ACCESS_TOKENS}. */
    public AccessTokens accessTokens() {
        return value(Setting.ACCESS_TOKENS);
    }

    /** {@link Setting#ALLOW_DIRTY}. */
    public boolean allowDirty() {
        return value(Setting.ALLOW_DIRTY);
    }

    /** {@link Setting#ALLOW_DIRTY_LOCKS}. */
    public boolean allowDirtyLocks() {
        return value(Setting.ALLOW_DIRTY_LOCKS);
    }

    /** {@link Setting#COMMIT_LOCK_FILE_SUMMARY}; empty if flakelock is to choose one. */
    public String commitLockFileSummary() {
        return value(Setting.COMMIT_LOCK_FILE_SUMMARY);
    }

    /** {@link Setting#CONNECT_TIMEOUT}; zero for none. */
    public Duration connectTimeout() {
        return Duration.ofSeconds(number(Setting.CONNECT_TIMEOUT));
    }

    /** {@link Setting#DOWNLOAD_ATTEMPTS}, the first one included; zero counts as one. */
    public long downloadAttempts() {
        return number(Setting.DOWNLOAD_ATTEMPTS);
    }

    /** {@link Setting#DOWNLOAD_BUFFER_SIZE}, in bytes. */
    public long downloadBufferSize() {
        return number(Setting.DOWNLOAD_BUFFER_SIZE);
    }

    /** {@link Setting#DOWNLOAD_SPEED}, in KiB per second; zero for no limit. */
    public long downloadSpeed() {
        return number(Setting.DOWNLOAD_SPEED);
    }

    /** {@link Setting#EXPERIMENTAL_FEATURES}, sorted. flakelock itself needs none of them. */
    public Set<String> experimentalFeatures() {
        return value(Setting.EXPERIMENTAL_FEATURES);
    }

    /** {@link Setting#FLAKELOCK_MAX_DOWNLOAD}, in bytes. */
    public long maxDownload() {
        return number(Setting.FLAKELOCK_MAX_DOWNLOAD);
    }

    /** {@link Setting#FLAKELOCK_MAX_FILES}. */
    public long maxFiles() {
        return number(Setting.FLAKELOCK_MAX_FILES);
    }

    /** {@link Setting#FLAKELOCK_MAX_TREE}, in bytes. */
    public long maxTree() {
        return number(Setting.FLAKELOCK_MAX_TREE);
    }

    /** {@link Setting#FLAKE_REGISTRY}; empty for none. */
    public String flakeRegistry() {
        return value(Setting.FLAKE_REGISTRY);
    }

    /** {@link Setting#HTTP2}. */
    public boolean http2() {
        return value(Setting.HTTP2);
    }

    /** {@link Setting#HTTP_CONNECTIONS}; zero for no limit. */
    public long httpConnections() {
        return number(Setting.HTTP_CONNECTIONS);
    }

    /** {@link Setting#NETRC_FILE}; the file need not exist. */
    public Path netrcFile() {
        return value(Setting.NETRC_FILE);
    }

    /** {@link Setting#SHOW_TRACE}. */
    public boolean showTrace() {
        return value(Setting.SHOW_TRACE);
    }

    /** {@link Setting#SSL_CERT_FILE}; nothing if the Java platform is to choose. */
    public Optional<Path> sslCertFile() {
        return value(Setting.SSL_CERT_FILE);
    }

    /** {@link Setting#STALLED_DOWNLOAD_TIMEOUT}; zero for none. */
    public Duration stalledDownloadTimeout() {
        return Duration.ofSeconds(number(Setting.STALLED_DOWNLOAD_TIMEOUT));
    }

    /** {@link Setting#TARBALL_TTL}; zero if everything is to be looked up again. */
    public Duration tarballTtl() {
        return Duration.ofSeconds(number(Setting.TARBALL_TTL));
    }

    /** {@link Setting#TRUST_TARBALLS_FROM_GIT_FORGES}. */
    public boolean trustTarballsFromGitForges() {
        return value(Setting.TRUST_TARBALLS_FROM_GIT_FORGES);
    }

    /** {@link Setting#USE_CASE_HACK}. */
    public boolean useCaseHack() {
        return value(Setting.USE_CASE_HACK);
    }

    /** {@link Setting#USE_REGISTRIES}. */
    public boolean useRegistries() {
        return value(Setting.USE_REGISTRIES);
    }

    /** {@link Setting#USER_AGENT_SUFFIX}; empty for none. */
    public String userAgentSuffix() {
        return value(Setting.USER_AGENT_SUFFIX);
    }

    /** {@link Setting#WARN_DIRTY}. */
    public boolean warnDirty() {
        return value(Setting.WARN_DIRTY);
    }

    private long number(Setting<Long> setting) {
        long bits = value(setting);
        return bits < 0 ? Long.MAX_VALUE : bits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** What somebody has set, with secrets blotted out. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "Settings[", "]");
        for (Setting<?> setting : Setting.all()) {
            if (origin(setting) != SettingOrigin.DEFAULT) {
                text.add(setting.name() + " = " + text(setting));
            }
        }
        return text.toString();
    }
}
