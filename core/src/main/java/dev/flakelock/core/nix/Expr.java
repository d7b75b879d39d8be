package dev.flakelock.core.nix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax tree of an expression. Every node knows the offset of the byte where it starts. */
sealed interface Expr
        permits Application,
                SetLiteral,
                Expr.Variable,
                Expr.IntegerLiteral,
                Expr.FloatLiteral,
                Expr.StringLiteral,
                Expr.PathLiteral,
                Expr.Interpolated,
                Expr.LookupPath,
                Expr.CurrentPosition,
                Expr.Unary,
                Expr.Binary,
                Expr.HasAttr,
                Expr.Select,
                Expr.Conditional,
                Expr.Assertion,
                Expr.With,
                Expr.Let,
                Expr.Lambda,
                Expr.ListLiteral {

    /** The offset of the first byte of the expression, or of its operator. */
    int position();

    /** A variable; whether it is bound is checked by {@link ScopeCheck}. */
    record Variable(int position, Symbol name) implements Expr {}

    /** An integer literal. */
    record IntegerLiteral(int position, long value) implements Expr {}

    /** A floating-point literal. */
    record FloatLiteral(int position, double value) implements Expr {}

    /** A string without any interpolation, in whatever form it was written. */
    record StringLiteral(int position, String text) implements Expr {}

    /** A path, resolved; {@code absolute} if the literal began with a slash or a tilde. */
    record PathLiteral(int position, String path, boolean absolute) implements Expr {}

    /** A string or (if {@code path}) a path with interpolations; the parts in order. */
    record Interpolated(int position, List<Expr> parts, boolean path) implements Expr {}

    /** A lookup path such as {@code <nixpkgs>}; the text between the brackets. */
    record LookupPath(int position, String text) implements Expr {}

    /** {@code __curPos}. */
    record CurrentPosition(int position) implements Expr {}

    /** {@code !operand} or {@code -operand}. */
    record Unary(int position, char operator, Expr operand) implements Expr {}

    /** Two operands with an operator between them; {@code operator} is its rule in {@link ParserTables}. */
    record Binary(int position, int operator, Expr left, Expr right) implements Expr {}

    /** {@code subject ? path}. */
    record HasAttr(int position, Expr subject, List<AttrName> path) implements Expr {}

    /** {@code subject.path} or {@code subject.path or fallback}. */
    record Select(
            int position,
            Expr subject,
            List<AttrName> path,
            @Nullable Expr fallback) implements Expr {}

    /** {@code if condition then yes else no}. */
    record Conditional(int position, Expr condition, Expr yes, Expr no) implements Expr {}

    /** {@code assert condition; body}. */
    record Assertion(int position, Expr condition, Expr body) implements Expr {}

    /** {@code with scope; body}. */
    record With(int position, Expr scope, Expr body) implements Expr {}

    /** {@code let bindings in body}. */
    record Let(int position, SetLiteral bindings, Expr body) implements Expr {}

    /** A function of one argument, of formals, or of both. */
    record Lambda(
            int position,
            @Nullable Symbol argument,
            @Nullable Formals formals,
            Expr body) implements Expr {}

    /** A list. */
    record ListLiteral(int position, List<Expr> elements) implements Expr {}

    /** The attributes that a function asks for, in the order of their symbols. */
    record Formals(List<Formal> formals, boolean ellipsis) {}

    /** One attribute that a function asks for, with the value it has if it is not given. */
    record Formal(int position, Symbol name, @Nullable Expr fallback) {}
}
