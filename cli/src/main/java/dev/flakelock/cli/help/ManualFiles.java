package dev.flakelock.cli.help;

import dev.flakelock.cli.command.Session;
import dev.flakelock.cli.console.Console;
import dev.flakelock.cli.script.Scripts;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.SettingsBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes what a distribution holds for {@code man} and for the shells. Run by the build. */
public final class ManualFiles {

    private static final Map<String, String> COMPLETIONS = Map.of(
            "bash", "bash-completion/completions/flakelock",
            "zsh", "zsh/site-functions/_flakelock",
            "fish", "fish/vendor_completions.d/flakelock.fish");

    private static final int DAY = "2024-01-31".length();

    private ManualFiles() {}

    /**
     * Writes the files below a directory, which is called {@code share} in a distribution. The other arguments are the
     * version and the point in time that it is of.
     */
    public static void main(String[] args) throws IOException, FlakeException {
        Path share = Path.of(args[0]);
        for (ManualPage page : pages()) {
            write(
                    share.resolve("man/man1/" + page.manName() + ".1"),
                    ManText.of(page, "flakelock " + args[1], args[2].substring(0, DAY)));
        }
        for (Map.Entry<String, String> completion : COMPLETIONS.entrySet()) {
            write(share.resolve(completion.getValue()), Scripts.of(completion.getKey()));
        }
    }

    /** All pages, whoever asks for them. */
    static List<ManualPage> pages() throws FlakeException {
        Environment environment = Environment.ofProcess();
        OutputStream nowhere = OutputStream.nullOutputStream();
        Console console = new Console(nowhere, nowhere, Console.Terminals.NONE, environment);
        return Manual.pages(new Session(environment, console, new SettingsBuilder(environment)));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
