package dev.flakelock.fetcher.git;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.UserConfigFile;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * What JGit knows of the machine. JGit has one such object in a process and by default measures the file system with
 * probe files for three seconds, saves the result in the user's configuration, and runs the {@code git} program to
 * find the system's configuration. This one does none of that and otherwise answers as JGit's own.
 */
final class GitRuntime extends SystemReader {

    private static final long TIMESTAMP_RESOLUTION_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final SystemReader original;

    private GitRuntime(SystemReader original) {
        this.original = original;
    }

    /** Puts it in place, unless the embedding program has put something of its own there. */
    static void install() {
        SystemReader current = SystemReader.getInstance();
        if (current.getClass().getEnclosingClass() == SystemReader.class) {
            SystemReader.setInstance(new GitRuntime(current));
        }
    }

    @Override
    public String getHostname() {
        return original.getHostname();
    }

    @Override
    @SuppressWarnings("NullAway") // JGit is not annotated; null means that the variable is not set.
    public String getenv(String variable) {
        return original.getenv(variable);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public String getProperty(String key) {
        return original.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        String home = System.getenv("HOME");
        Path homeDirectory = home == null || home.isEmpty() ? fs.userHome().toPath() : Path.of(home);
        Path xdg = getXdgConfigDirectory(fs);
        File xdgFile = (xdg == null ? homeDirectory.resolve(".config") : xdg)
                .resolve("git")
                .resolve("config")
                .toFile();
        return new UserConfig(parent, homeDirectory.resolve(".gitconfig").toFile(), xdgFile, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        String named = System.getenv("GIT_CONFIG_SYSTEM");
        String none = System.getenv("GIT_CONFIG_NOSYSTEM");
        if (none != null && !none.isEmpty()) {
            return new NoConfig(parent, fs);
        }
        if (named != null && !named.isEmpty()) {
            return new FileBasedConfig(parent, new File(named), fs);
        }
        boolean elsewhere = isWindows() || isMacOS();
        return elsewhere
                ? original.openSystemConfig(parent, fs)
                : new FileBasedConfig(parent, new File("/etc/gitconfig"), fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new NoConfig(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in JGit
    public long getCurrentTime() {
        return original.getCurrentTime();
    }

    @Override
    public Instant now() {
        return original.now();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in JGit
    public int getTimezone(long when) {
        return original.getTimezone(when);
    }

    /** The user's configuration, and what JGit would otherwise measure and write into it. */
    private static final class UserConfig extends UserConfigFile {

        UserConfig(Config parent, File file, File xdgFile, FS fs) {
            super(parent, file, xdgFile, fs);
        }

        @Override
        public long getTimeUnit(String section, String subsection, String name, long defaultValue, TimeUnit unit) {
            return "filesystem".equals(section)
                    ? unit.convert(TIMESTAMP_RESOLUTION_NANOS, TimeUnit.NANOSECONDS)
                    : super.getTimeUnit(section, subsection, name, defaultValue, unit);
        }
    }

    /** A configuration without a file, neither read nor written. */
    private static final class NoConfig extends FileBasedConfig {

        @SuppressWarnings("NullAway") // JGit itself passes null for a configuration without a file.
        NoConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // There is nowhere to save to.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
