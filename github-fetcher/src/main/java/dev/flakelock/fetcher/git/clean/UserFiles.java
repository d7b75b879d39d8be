package dev.flakelock.fetcher.git.clean;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where git's configuration is outside of repositories, by the environment. */
final class UserFiles {

    private UserFiles() {}

    static List<Path> of(Map<String, String> variables) {
        List<Path> files = new ArrayList<>();
        if (variable(variables, "GIT_CONFIG_NOSYSTEM").isEmpty()) {
            files.add(Path.of(variable(variables, "GIT_CONFIG_SYSTEM").orElse("/etc/gitconfig")));
        }
        Path home = Path.of(variable(variables, "HOME").orElseGet(() -> System.getProperty("user.home")));
        Path xdg = variable(variables, "XDG_CONFIG_HOME").map(Path::of).orElseGet(() -> home.resolve(".config"));
        files.add(xdg.resolve("git").resolve("config"));
        files.add(home.resolve(".gitconfig"));
        return files;
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }
}
