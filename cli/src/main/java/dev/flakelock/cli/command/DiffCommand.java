package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.view.ComparisonJson;
import dev.flakelock.cli.view.ComparisonMarkdown;
import dev.flakelock.cli.view.ComparisonText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.view.LockComparison;

/** {@code flakelock diff}: shows what is different between two lock files. */
final class DiffCommand implements Command {

    private final Session session;
    private final JsonOutput json;
    private final LockFileArgument lockFile;
    private boolean markdown;
    private String before = "HEAD";
    private String after = "";

    DiffCommand(Session session) {
        this.session = session;
        this.json = new JsonOutput(session.console());
        this.lockFile = new LockFileArgument(session);
    }

    @Override
    public Syntax syntax() {
        Flags flags = Flags.of(
                Flag.toggle("--markdown", "print a Markdown table, for a pull request", () -> markdown = true),
                Flag.value(
                        "--flake",
                        "directory",
                        "the flake whose lock file is compared; that of the current directory by default",
                        lockFile::setFlake));
        Operands operands =
                new Operands().optional("old", value -> before = value).optional("new", value -> after = value);
        return new Syntax(flags.and(json.flags()), operands);
    }

    @Override
    public int run() throws FlakeException {
        LockFile old = lockFile.read(before);
        LockFile now = after.isEmpty() ? lockFile.current() : lockFile.read(after);
        LockComparison comparison = LockComparison.between(old, now);
        if (json.isWanted()) {
            json.print(ComparisonJson.of(comparison));
        } else if (markdown) {
            session.console().print(ComparisonMarkdown.of(comparison));
        } else {
            session.console().printStyled(ComparisonText.of(comparison));
        }
        return 0;
    }
}
