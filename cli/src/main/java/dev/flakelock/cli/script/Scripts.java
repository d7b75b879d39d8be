package dev.flakelock.cli.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scripts with which shells ask for words. */
public final class Scripts {

    /** The shells that there is a script for. */
    public static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private Scripts() {}

    /**
     * The script for a shell.
     *
     * @param shell one of {@link #SHELLS}
     */
    public static String of(String shell) {
        try (InputStream script = Scripts.class.getResourceAsStream(shell)) {
            if (script == null) {
                throw new IllegalArgumentException("no script for " + shell);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
