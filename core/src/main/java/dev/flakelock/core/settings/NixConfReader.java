package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a user of Nix has configured: the system's {@code nix.conf}, the user's files, and {@code NIX_CONFIG}, in
 * Nix's order and syntax.
 *
 * <p>A line is {@code name = words…}, {@code include PATH} or {@code !include PATH}; a {@code #} starts a comment
 * anywhere; there is no quoting and no continuation. Files that cannot be read are passed over.
 */
public final class NixConfReader {

    private final SettingsBuilder builder;

    private NixConfReader(SettingsBuilder builder) {
        this.builder = builder;
    }

    /**
     * Reads everything that the environment points to.
     *
     * @return the settings, to be changed by the command line before they are built, and what there is to tell the user
     * @throws InvalidSettingException if a line is malformed or a value is not one that the setting can have
     * @throws FlakeException if an included file is missing or a path is relative that must not be
     */
    public static SettingsBuilder read(Environment environment) throws FlakeException {
        SettingsBuilder builder = new SettingsBuilder(environment);
        NixConfReader reader = new NixConfReader(builder);
        reader.applyFile(
                environment.systemConfigDir().resolve("nix.conf").toString(), environment, SettingOrigin.SYSTEM);
        List<String> userFiles = new ArrayList<>(userFiles(environment));
        Collections.reverse(userFiles);
        for (String file : userFiles) {
            reader.applyFile(file, environment, SettingOrigin.USER);
        }
        Optional<String> fromVariable = environment.variable("NIX_CONFIG");
        if (fromVariable.isPresent()) {
            reader.apply(new Source(fromVariable.get(), "NIX_CONFIG", null), SettingOrigin.USER);
        }
        return builder;
    }

    // The first file of the list is the most important one.
    private static List<String> userFiles(Environment environment) {
        Optional<String> listed = environment.variable("NIX_USER_CONF_FILES");
        if (listed.isPresent()) {
            return List.of(listed.get().split(environment.pathListSeparator(), -1));
        }
        return environment.configDirs().stream()
                .map(dir -> dir.resolve("nix.conf").toString())
                .toList();
    }

    private void applyFile(String name, Environment environment, SettingOrigin origin) throws FlakeException {
        Path path = NixPath.parse(name);
        String text = path == null ? null : read(environment.currentDirectory().resolve(path));
        if (path != null && text != null) {
            // A relative name stays relative: an include in such a file fails in Nix as well.
            apply(new Source(text, name, path.getParent()), origin);
        }
    }

    private void apply(Source source, SettingOrigin origin) throws FlakeException {
        List<Assignment> assignments = new ArrayList<>();
        collect(source, assignments, new ArrayDeque<>());
        for (Assignment assignment : assignments) {
            if (assignment.isAboutFeatures()) {
                builder.set(assignment.name(), assignment.value(), origin);
            }
        }
        for (Assignment assignment : assignments) {
            if (!assignment.isAboutFeatures()) {
                builder.set(assignment.name(), assignment.value(), origin);
            }
        }
    }

    private static void collect(Source source, List<Assignment> assignments, Deque<Path> including)
            throws FlakeException {
        for (String line : source.text().split("\n", -1)) {
            int comment = line.indexOf('#');
            String content = comment < 0 ? line : line.substring(0, comment);
            List<String> words = NixConfText.words(content);
            if (words.isEmpty()) {
                continue;
            }
            if (isInclude(words)) {
                checkSyntax(words.size() == 2, content, source);
                include(words.get(1), words.get(0).startsWith("!"), source, assignments, including);
            } else {
                checkSyntax(words.size() >= 2 && words.get(1).equals("="), content, source);
                assignments.add(new Assignment(words.get(0), String.join(" ", words.subList(2, words.size()))));
            }
        }
    }

    private static boolean isInclude(List<String> words) {
        return words.get(0).equals("include") || words.get(0).equals("!include");
    }

    private static void checkSyntax(boolean valid, String line, Source source) throws InvalidSettingException {
        if (!valid) {
            // Nix shows the whole line; a forgotten space must not bring a token to light.
            String shown = line.replaceFirst("(?<=access-tokens).+", "***");
            throw new InvalidSettingException(
                    "syntax error in configuration line '" + shown + "' in " + NixPath.quoted(source.name()));
        }
    }

    private static void include(
            String target, boolean optional, Source source, List<Assignment> assignments, Deque<Path> including)
            throws FlakeException {
        Path path = NixPath.canonical(absolute(target, source.directory()));
        if (including.contains(path)) {
            throw new FlakeException("file " + NixPath.quoted(path.toString()) + " includes itself");
        }
        String text = read(path);
        if (text != null) {
            including.push(path);
            collect(new Source(text, path.toString(), path.getParent()), assignments, including);
            including.pop();
        } else if (!optional && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FlakeException("file " + NixPath.quoted(path.toString()) + " included from "
                    + NixPath.quoted(source.name()) + " not found");
        }
    }

    private static String absolute(String target, @Nullable Path directory) {
        Path path = NixPath.parse(target);
        if (directory == null || path == null || path.isAbsolute()) {
            return target;
        }
        return directory.resolve(path).toString();
    }

    private static @Nullable String read(Path path) {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /**
     * A text to be read.
     *
     * @param name what it is called in messages
     * @param directory what relative includes are relative to
     */
    private record Source(
            String text, String name, @Nullable Path directory) {}

    private record Assignment(String name, String value) {

        boolean isAboutFeatures() {
            return name.equals("experimental-features") || name.equals("extra-experimental-features");
        }
    }
}
