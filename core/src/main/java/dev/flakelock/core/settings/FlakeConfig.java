package dev.flakelock.core.settings;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the top-level flake wants to configure in its {@code nixConfig}, and what of it the user trusts.
 *
 * <p>A few harmless settings are always applied; all others only with {@code accept-flake-config}, if the user has
 * trusted this value for good, or if they say so when they are asked.
 */
public final class FlakeConfig {

    private static final Set<String> HARMLESS = Set.of(
            "bash-prompt",
            "bash-prompt-prefix",
            "bash-prompt-suffix",
            "flake-registry",
            "commit-lock-file-summary",
            "commit-lockfile-summary");

    private final SettingsBuilder builder;
    private final TrustedSettings trusted;
    private final TrustPrompt prompt;
    private final List<Notice> notices = new ArrayList<>();

    private FlakeConfig(Settings settings, TrustPrompt prompt) {
        this.builder = settings.toBuilder();
        this.trusted = TrustedSettings.of(settings.environment());
        this.prompt = prompt;
    }

    /**
     * Settings as the flake has changed them.
     *
     * @param notices what to tell the user, in order
     */
    public record Outcome(Settings settings, List<Notice> notices) {

        /** Copies the collections. */
        public Outcome {
            notices = List.copyOf(notices);
        }
    }

    /**
     * Applies a flake's configuration.
     *
     * @param settings the settings so far
     * @param nixConfig by name, the values as text (see {@link #text(List)}); applied in the order of their names
     * @param prompt whom to ask; {@link TrustPrompt#NOBODY} where nobody can answer
     * @throws InvalidSettingException if a trusted value is not one that the setting can have
     * @throws FlakeException if {@code trusted-settings.json} is malformed or cannot be written, or a path is relative
     */
    public static Outcome apply(Settings settings, Map<String, String> nixConfig, TrustPrompt prompt)
            throws FlakeException {
        FlakeConfig config = new FlakeConfig(settings, prompt);
        Map<String, String> sorted = new TreeMap<>(Utf8Order.BYTES);
        sorted.putAll(nixConfig);
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            config.apply(entry.getKey(), entry.getValue());
        }
        return new Outcome(config.builder.build(), config.notices);
    }

    /** A list in a {@code nixConfig} as text: joined by single spaces, without the empty elements at its start. */
    public static String text(List<String> elements) {
        return String.join(" ", elements.stream().dropWhile(String::isEmpty).toList());
    }

    private void apply(String name, String value) throws FlakeException {
        if (isHarmless(name) || builder.build().acceptFlakeConfig() || isTrusted(name, value)) {
            int before = builder.noticesOnKnown().size();
            builder.set(name, value);
            List<Notice> after = builder.noticesOnKnown();
            notices.addAll(after.subList(before, after.size()));
        } else {
            notices.add(Notice.warning("ignoring untrusted flake configuration setting '" + name
                    + "'.\nPass '--accept-flake-config' to trust it"));
        }
    }

    private static boolean isHarmless(String name) {
        return HARMLESS.contains(name.startsWith("extra-") ? name.substring("extra-".length()) : name);
    }

    private boolean isTrusted(String name, String value) throws FlakeException {
        Optional<Boolean> standing = trusted.answer(name, value);
        if (standing.isPresent()) {
            notices.add(Notice.info("Using saved setting for '" + name + " = " + value
                    + "' from ~/.local/share/nix/trusted-settings.json."));
            return standing.get();
        }
        boolean answer = prompt.ask("do you want to allow configuration setting '" + printable(name)
                + "' to be set to '" + printable(value) + "' (y/N)?");
        if (prompt.ask(
                "do you want to permanently mark this value as " + (answer ? "trusted" : "untrusted") + " (y/N)?")) {
            trusted.record(name, value, answer);
        }
        return answer;
    }

    // A flake could otherwise paint another question over ours with the terminal's escape sequences.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
