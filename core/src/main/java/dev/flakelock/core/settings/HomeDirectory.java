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

    static HomeDirectory ofProcess(Map<String, String> variables, OperatingSystem os) {
        Path ofAccount = Path.of(System.getProperty("user.home", "/"));
        String home = variables.getOrDefault("HOME", "");
        if (home.isEmpty() || os == OperatingSystem.WINDOWS) {
            return new HomeDirectory(ofAccount, List.of());
        }
        Path candidate = Path.of(home);
        // The JDK answers "?" for an account without a name or a home: then there is nothing to compare or to fall
        // back to.
        String user = System.getProperty("user.name", "?");
        boolean accountUnknown = user.equals("?") || ofAccount.toString().equals("?");
        if (accountUnknown || candidate.equals(ofAccount) || !belongsToAnother(candidate, user)) {
            return new HomeDirectory(candidate.toAbsolutePath(), List.of());
        }
        return new HomeDirectory(
                ofAccount,
                List.of(Notice.warning("$HOME ('" + home
                        + "') is not owned by you, falling back to the one defined in the 'passwd' file ('" + ofAccount
                        + "')")));
    }

    private static boolean belongsToAnother(Path directory, String user) {
        try {
            return !Files.getOwner(directory).getName().equals(user);
        } catch (IOException | UnsupportedOperationException missingOrUnknown) {
            return false;
        }
    }
}
