package dev.flakelock.core.nix;

import org.jspecify.annotations.Nullable;

/** Something that is not evaluated: {@link #forced} gives what stands there literally, or this itself. */
final class Thunk implements Value {

    private final @Nullable Expr expr;
    private final @Nullable RecursiveScope scope;

    Thunk(@Nullable Expr expr, @Nullable RecursiveScope scope) {
        this.expr = expr;
        this.scope = scope;
    }

    @Override
    public String typeName() {
        return "a thunk";
    }

    @Override
    public Value forced() {
        return expr == null ? this : TrivialEvaluation.force(this, expr, scope);
    }
}
