package dev.flakelock.core.nix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A function applied to one or more arguments; the parser adds them as they come. */
final class Application implements Expr {

    private final int position;
    private final Expr function;
    private final List<Expr> arguments = new ArrayList<>(2);

    /** Where the application of the variable {@code or} ends that would mean something else if {@code or} were a name. */
    private int ambiguousOrEnd = -1;

    Application(int position, Expr function, Expr argument) {
        this.position = position;
        this.function = function;
        arguments.add(argument);
    }

    @Override
    public int position() {
        return position;
    }

    Expr function() {
        return function;
    }

    List<Expr> arguments() {
        return Collections.unmodifiableList(arguments);
    }

    void add(Expr argument) {
        arguments.add(argument);
    }

    int ambiguousOrEnd() {
        return ambiguousOrEnd;
    }

    void markAmbiguousOr(int end) {
        ambiguousOrEnd = end;
    }
}
