package dev.flakelock.core.nix;

import dev.flakelock.core.nix.Expr.Formal;
import dev.flakelock.core.nix.SetLiteral.Attr;
import dev.flakelock.core.nix.SetLiteral.Source;
import dev.flakelock.core.nix.SetValue.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions into values as far as nothing has to be computed: literals, global names and names of the
 * recursive sets around are values, literal sets, lists and functions become values when they are forced, all else stays
 * a {@link Thunk}.
 */
final class TrivialEvaluation {

    private TrivialEvaluation() {}

    /** The value of an expression that is not forced. */
    static Value value(Expr expr, @Nullable RecursiveScope scope) {
        if (expr instanceof Expr.StringLiteral string) {
            return new Value.StringValue(string.text());
        }
        if (expr instanceof Expr.IntegerLiteral integer) {
            return new Value.IntegerValue(integer.value());
        }
        if (expr instanceof Expr.FloatLiteral number) {
            return new Value.FloatValue(number.value());
        }
        if (expr instanceof Expr.PathLiteral path) {
            return new Value.PathValue(path.path(), path.absolute());
        }
        if (expr instanceof Expr.ListLiteral list && list.elements().isEmpty()) {
            return new Value.ListValue(List.of());
        }
        return expr instanceof Expr.Variable variable ? variable(variable, scope) : new Thunk(expr, scope);
    }

    private static Value variable(Expr.Variable variable, @Nullable RecursiveScope scope) {
        RecursiveScope binding = RecursiveScope.binding(scope, variable.name());
        if (binding == null) {
            return Globals.value(variable.name().text());
        }
        Value value = binding.value(variable.name());
        return value == null ? new Thunk(variable, scope) : value;
    }

    /** The value of a thunk if its expression is one that takes no computing, else the thunk. */
    static Value force(Thunk thunk, Expr expr, @Nullable RecursiveScope scope) {
        if (expr instanceof SetLiteral set && set.dynamic().isEmpty()) {
            return new SetValue(attributes(set, scope(set, scope), scope));
        }
        if (expr instanceof Expr.ListLiteral list) {
            return new Value.ListValue(
                    list.elements().stream().map(e -> value(e, scope)).toList());
        }
        if (expr instanceof Expr.Lambda lambda) {
            return function(lambda);
        }
        return thunk;
    }

    private static Value function(Expr.Lambda lambda) {
        if (lambda.formals() == null) {
            return new Value.FunctionValue(null);
        }
        List<Formal> formals = lambda.formals().formals();
        return new Value.FunctionValue(
                formals.stream().map(f -> f.name().text()).toList());
    }

    /**
     * The attributes with known names, in symbol order.
     *
     * @param inner the scope that the set itself makes, which is filled; null if the set is not recursive
     * @param outer the scope around the set
     */
    static List<Attribute> attributes(SetLiteral set, @Nullable RecursiveScope inner, @Nullable RecursiveScope outer) {
        List<Attribute> attributes = new ArrayList<>();
        for (Attr attribute : set.inSymbolOrder()) {
            Value value = attribute.source() == Source.INHERITED_FROM
                    ? new Thunk(null, null)
                    : value(attribute.value(), attribute.source() == Source.PLAIN && inner != null ? inner : outer);
            if (inner != null) {
                inner.fill(attribute.name(), value);
            }
            attributes.add(new Attribute(attribute.name().text(), value, attribute.position()));
        }
        return attributes;
    }

    /** The scope that a recursive set makes, not filled yet; null for any other set. */
    static @Nullable RecursiveScope scope(SetLiteral set, @Nullable RecursiveScope outer) {
        return set.recursive() ? new RecursiveScope(outer, set) : null;
    }
}
