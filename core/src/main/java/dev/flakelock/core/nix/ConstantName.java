package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.nix.SetLiteral.DynamicAttr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes an attribute name that is made of literals: alone, added up, or interpolated. */
final class ConstantName {

    private final SourceText source;

    ConstantName(SourceText source) {
        this.source = source;
    }

    /** The name, or null if the attribute is left out because its name is {@code null}. */
    @Nullable String evaluate(DynamicAttr attribute) throws FlakeException {
        Expr expr = attribute.name();
        Value value = TrivialEvaluation.value(expr, null).forced();
        if (value instanceof Value.NullValue) {
            return null;
        }
        if (!(value instanceof Value.StringValue) && !(value instanceof Thunk)) {
            throw noString(shown(value), attribute);
        }
        List<Expr> parts = parts(expr);
        if (expr instanceof Expr.Binary && parts.stream().allMatch(Expr.IntegerLiteral.class::isInstance)) {
            long sum = parts.stream()
                    .mapToLong(p -> ((Expr.IntegerLiteral) p).value())
                    .sum();
            throw noString("an integer: " + sum, attribute);
        }
        StringBuilder name = new StringBuilder();
        for (Expr part : parts) {
            if (!(part instanceof Expr.StringLiteral literal)) {
                throw notConstant(part);
            }
            name.append(literal.text());
        }
        return name.toString();
    }

    /** What is concatenated, in order. */
    private static List<Expr> parts(Expr expr) {
        List<Expr> parts = new ArrayList<>();
        Deque<Expr> open = new ArrayDeque<>(List.of(expr));
        while (!open.isEmpty()) {
            Expr part = open.pop();
            if (part instanceof Expr.Binary sum && sum.operator() == ParserTables.BINARY_PLUS) {
                open.push(sum.right());
                open.push(sum.left());
            } else if (part instanceof Expr.Interpolated interpolated && !interpolated.path()) {
                List<Expr> inner = new ArrayList<>(interpolated.parts());
                Collections.reverse(inner);
                inner.forEach(open::push);
            } else {
                parts.add(part);
            }
        }
        return parts;
    }

    private FlakeException noString(String found, DynamicAttr attribute) {
        FlakeException error = new FlakeException("expected a string but found " + found);
        return error.at(source.location(attribute.position()))
                .addTrace(new Trace(
                        "while evaluating the name of a dynamic attribute", source.location(attribute.position())));
    }

    private FlakeException notConstant(Expr part) {
        FlakeException error = new FlakeException("this attribute name must be evaluated, which flakelock does not do");
        return error.at(source.location(part.position())).hint("Write the name of the attribute as a plain string.");
    }

    private static String shown(Value value) {
        if (value instanceof Value.IntegerValue integer) {
            return "an integer: " + integer.value();
        }
        if (value instanceof Value.BooleanValue truth) {
            return "a Boolean: " + truth.value();
        }
        return value.typeName();
    }
}
