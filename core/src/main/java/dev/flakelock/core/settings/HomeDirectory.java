package dev.flakelock.core.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The user's home directory and what there is to say about it.
 *
 * <p>As in Nix, {@code HOME} is ignored if it belongs to somebody else (which happens under {@code sudo}): files
 * written there would get the wrong owner.
 */
record HomeDirectory(Path path, List<Notice> notices) {

    /** The system's account that the process runs under; the JDK answers {@code ?} for what an account does not have. */
    record Account(String name, Path home) {

        static Account ofProcess() {
            return new Account(System.getProperty("user.name", "?"), Path.of(System.getProperty("user.home", "?")));
        }

        private boolean isComplete() {
            return !name.equals("?") && !home.toString().equals("?");
        }

        private boolean mayUse(Path directory) {
            try {
                return Files.getOwner(directory).getName().equals(name);
            } catch (IOException | UnsupportedOperationException missingOrUnknown) {
                return true;
            }
        }
    }

    static HomeDirectory of(Map<String, String> variables, OperatingSystem os, Account account) {
        String home = variables.getOrDefault("HOME", "");
        if (home.isEmpty() || os == OperatingSystem.WINDOWS) {
            return new HomeDirectory(account.home(), List.of());
        }
        Path named = Path.of(home);
        if (!account.isComplete() || named.equals(account.home()) || account.mayUse(named)) {
            return new HomeDirectory(named.toAbsolutePath(), List.of());
        }
        String warning = "$HOME ('" + home + "') is not owned by you, falling back to the one defined in the 'passwd' "
                + "file ('" + account.home() + "')";
        return new HomeDirectory(account.home(), List.of(Notice.warning(warning)));
    }
}
