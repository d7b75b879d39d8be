package dev.flakelock.cli.completion;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The values that can be listed in full, by what the help calls them. */
final class FixedValues {

    private static final Map<String, List<String>> BY_NAME = Map.of(
            "when", List.of("auto", "always", "never"),
            "shell", List.of("bash", "zsh", "fish"),
            "hash-algo", List.of("md5", "sha1", "sha256", "sha512"),
            "hash-format", List.of("base16", "nix32", "base64", "sri"),
            "file-ingestion-method", List.of("nar", "flat"));

    private FixedValues() {}

    /** The values; none if there is no such list. */
    static Stream<Proposal> of(String name) {
        return BY_NAME.getOrDefault(name, List.of()).stream().map(value -> new Proposal(value, ""));
    }
}
