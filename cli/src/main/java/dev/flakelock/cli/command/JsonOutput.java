package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.console.Console;
import dev.flakelock.core.text.JsonValue;
import dev.flakelock.core.text.JsonWriter;

/** The flags {@code --json}, {@code --pretty} and {@code --no-pretty}, and what they ask for. */
final class JsonOutput {

    private final Console console;
    private boolean wanted;
    private boolean pretty;

    JsonOutput(Console console) {
        this.console = console;
        this.pretty = console.outIsTerminal();
    }

    Flags flags() {
        return Flags.of(
                Flag.toggle("--json", "print JSON", () -> wanted = true),
                Flag.toggle("--pretty", "indent the JSON; the default on a terminal", () -> pretty = true),
                Flag.toggle("--no-pretty", "print the JSON on one line", () -> pretty = false));
    }

    /** Whether the result is wanted as JSON. */
    boolean isWanted() {
        return wanted;
    }

    /** Prints a value and a line end. */
    void print(JsonValue value) {
        console.print((pretty ? JsonWriter.indented(value) : JsonWriter.compact(value)) + "\n");
    }
}
