package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes an attribute name that is made of string literals: alone, added up, or interpolated. */
final class ConstantName {

    private final SourceText source;

    ConstantName(SourceText source) {
        this.source = source;
    }

    /** The name, or null if the attribute is left out because its name is {@code null}. */
    @Nullable String evaluate(Expr expr) throws FlakeException {
        Value value = TrivialEvaluation.value(expr, null).forced();
        if (value instanceof Value.NullValue) {
            return null;
        }
        if (!(value instanceof Value.StringValue) && !(value instanceof Thunk)) {
            throw new FlakeException("expected a string but found " + found(value))
                    .at(source.location(expr.position()));
        }
        StringBuilder name = new StringBuilder();
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr part = open.pop();
            if (part instanceof Expr.StringLiteral literal) {
                name.append(literal.text());
            } else {
                parts(part).forEach(open::push);
            }
        }
        return name.toString();
    }

    /** The parts of a concatenation, the last one first. */
    private List<Expr> parts(Expr expr) throws FlakeException {
        if (expr instanceof Expr.Binary sum && sum.operator() == ParserTables.BINARY_PLUS) {
            return List.of(sum.right(), sum.left());
        }
        if (expr instanceof Expr.Interpolated interpolated && !interpolated.path()) {
            List<Expr> parts = new ArrayList<>(interpolated.parts());
            Collections.reverse(parts);
            return parts;
        }
        FlakeException error = new FlakeException("this attribute name must be evaluated, which flakelock does not do");
        throw error.at(source.location(expr.position())).hint("Write the name of the attribute as a plain string.");
    }

    private static String found(Value value) {
        if (value instanceof Value.IntegerValue integer) {
            return "an integer: " + integer.value();
        }
        if (value instanceof Value.BooleanValue truth) {
            return "a Boolean: " + truth.value();
        }
        return value.typeName();
    }
}
