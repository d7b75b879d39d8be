package dev.flakelock.fetcher.git;

import dev.flakelock.core.settings.Environment;
import dev.flakelock.fetcher.http.HttpClients;
import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What a user has told git about talking to servers, in its configuration and in the environment, as git-config(1) and
 * git(1) describe it: other URLs ({@code url.<base>.insteadOf}), proxies ({@code http.proxy}), certificates
 * ({@code GIT_SSL_CAINFO}, {@code http.sslCAInfo}, {@code http.sslVerify}, {@code GIT_SSL_NO_VERIFY}), all of them also for certain URLs ({@code http.<url>.proxy}).
 * {@code GIT_CONFIG_GLOBAL} and {@code GIT_CONFIG_COUNT} count here, other than for repositories on this machine, which
 * Nix reads without the {@code git} program. Immutable.
 */
final class RemoteSettings {

    private static final String HTTP = "http";

    private final Config config;
    private final Environment environment;

    private RemoteSettings(Config config, Environment environment) {
        this.config = config;
        this.environment = environment;
    }

    /**
     * The settings.
     *
     * @param configured what the configuration files say
     * @throws IOException if the file that {@code GIT_CONFIG_GLOBAL} names cannot be read
     */
    static RemoteSettings of(Config configured, Environment environment) throws IOException {
        Optional<String> global = environment.variable("GIT_CONFIG_GLOBAL");
        Config files = global.isPresent() ? globalFile(global.get()) : configured;
        Config all = new Config(files);
        String count = environment.variable("GIT_CONFIG_COUNT").orElse("");
        for (int i = 0; count.matches("[0-9]{1,4}") && i < Integer.parseInt(count); i++) {
            Optional<String> value = environment.variable("GIT_CONFIG_VALUE_" + i);
            if (value.isPresent()) {
                add(all, environment.variable("GIT_CONFIG_KEY_" + i).orElse(""), value.get());
            }
        }
        return new RemoteSettings(all, environment);
    }

    private static Config globalFile(String name) throws IOException {
        try {
            Config system = SystemReader.getInstance().getSystemConfig();
            FileBasedConfig file = new FileBasedConfig(system, new File(name), FS.DETECTED);
            file.load();
            return file;
        } catch (ConfigInvalidException e) {
            throw new IOException("'" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static void add(Config config, String key, String value) {
        int first = key.indexOf('.');
        int last = key.lastIndexOf('.');
        if (first > 0 && last < key.length() - 1) {
            String section = key.substring(0, first);
            String subsection = first == last ? null : key.substring(first + 1, last);
            String name = key.substring(last + 1);
            List<String> values = new ArrayList<>(List.of(config.getStringList(section, subsection, name)));
            values.removeAll(inherited(config, section, subsection, name));
            values.add(value);
            config.setStringList(section, subsection, name, values);
        }
    }

    private static List<String> inherited(Config config, String section, @Nullable String subsection, String name) {
        Config base = config.getBaseConfig();
        return base == null ? List.of() : List.of(base.getStringList(section, subsection, name));
    }

    Config config() {
        return config;
    }

    /** The URL to talk to instead of this one: the longest {@code insteadOf} that it begins with is replaced. */
    String rewritten(String url) {
        String longest = "";
        String result = url;
        for (String base : config.getSubsections("url")) {
            for (String prefix : config.getStringList("url", base, "insteadOf")) {
                if (prefix != null && prefix.length() > longest.length() && url.startsWith(prefix)) {
                    longest = prefix;
                    result = base + url.substring(prefix.length());
                }
            }
        }
        return result;
    }

    /**
     * How the HTTP client for a URL differs from the one for everything else.
     *
     * @throws IOException if it would have to show a certificate of its own, which it cannot
     */
    HttpClients.Variation variation(URIish uri) throws IOException {
        Optional<String> ownCertificate =
                environment.nonEmptyVariable("GIT_SSL_CERT").or(() -> forUrl(uri, "sslCert"));
        if (ownCertificate.isPresent() && !ownCertificate.get().isEmpty()) {
            throw new IOException("certificates of clients (http.sslCert, GIT_SSL_CERT) are not supported");
        }
        String certificates = environment
                .nonEmptyVariable("GIT_SSL_CAINFO")
                .or(() -> forUrl(uri, "sslCAInfo"))
                .orElse("");
        return new HttpClients.Variation(
                certificates.isEmpty() ? null : path(certificates),
                forUrl(uri, "proxy").orElse(null),
                !isVerified(uri));
    }

    /** A variable of any value switches the check off, as in git, and so does {@code http.sslVerify}. */
    private boolean isVerified(URIish uri) {
        Optional<String> configured = forUrl(uri, "sslVerify");
        Config one = new Config();
        one.setString(HTTP, null, "sslVerify", configured.orElse("true"));
        return environment.variable("GIT_SSL_NO_VERIFY").isEmpty() && isTrue(one);
    }

    private static boolean isTrue(Config config) {
        try {
            return config.getBoolean(HTTP, "sslVerify", true);
        } catch (IllegalArgumentException e) {
            // Git does not start then; not to check would be worse.
            return true;
        }
    }

    /** The value of the most special {@code http.<url>.NAME}, else that of {@code http.NAME}. */
    private Optional<String> forUrl(URIish uri, String name) {
        Optional<String> special = config.getSubsections(HTTP).stream()
                .filter(pattern -> UrlPattern.matches(pattern, uri))
                .filter(pattern -> config.getNames(HTTP, pattern, true).contains(name))
                .max(Comparator.comparingInt(String::length));
        String subsection = special.orElse(null);
        if (!config.getNames(HTTP, subsection, true).contains(name)) {
            return Optional.empty();
        }
        String value = config.getString(HTTP, subsection, name);
        return Optional.of(value == null ? "" : value);
    }

    private Path path(String name) {
        try {
            boolean home = name.equals("~") || name.startsWith("~/");
            return home
                    ? environment.home().resolve(name.substring(Math.min(2, name.length())))
                    : environment.currentDirectory().resolve(name);
        } catch (InvalidPathException e) {
            // Reading it will fail, and say so.
            return environment.currentDirectory();
        }
    }
}
