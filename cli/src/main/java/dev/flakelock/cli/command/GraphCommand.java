package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.graph.DotText;
import dev.flakelock.cli.graph.MermaidText;
import dev.flakelock.cli.graph.SvgDrawing;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.view.LockGraph;
import java.util.function.Function;

/** {@code flakelock graph}: draws the inputs in a lock file, without locking anything. */
final class GraphCommand implements Command {

    private final Session session;
    private Function<LockGraph, String> format = DotText::of;
    private String flake = ".";

    GraphCommand(Session session) {
        this.session = session;
    }

    @Override
    public Syntax syntax() {
        Flags flags = Flags.of(
                Flag.toggle("--dot", "print the graph for Graphviz; the default", () -> format = DotText::of),
                Flag.toggle("--mermaid", "print the graph for Mermaid, which Markdown on forges may hold", () -> {
                    format = MermaidText::of;
                }),
                Flag.toggle("--svg", "print a drawing that browsers show", () -> format = SvgDrawing::of));
        return new Syntax(flags, new Operands().optional("flake-or-lock-file", value -> flake = value));
    }

    @Override
    public int run() throws FlakeException {
        LockFile lock = new LockFileArgument(session).read(flake);
        session.console().print(format.apply(LockGraph.of(lock)));
        return 0;
    }
}
