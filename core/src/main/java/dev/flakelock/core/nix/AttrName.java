package dev.flakelock.core.nix;

/** One component of an attribute path: a name that is known, or an expression that gives it. */
sealed interface AttrName permits Symbol, AttrName.Dynamic {

    /** A name that an expression gives, as in <code>${x}</code> and <code>"a${x}"</code>. */
    record Dynamic(Expr expr) implements AttrName {}
}
