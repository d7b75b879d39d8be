package dev.flakelock.core.nix;

import java.util.Set;

/**
 * The recorded expressions whose value is not compared, since it takes operators, functions or interpolation to compute
 * it, which flakelock never evaluates. That they parse is checked.
 */
final class ValuesNotComputed {

    static final Set<String> NAMES = Set.of(
            "expr-ind-escape-dollar",
            "expr-ind-escape-at-line-start",
            "expr-ind-dollar-at-line-start",
            "expr-ind-interp-line-start",
            "expr-ind-dollar-end",
            "expr-ind-quote-dollar",
            "expr-ind-quote-before-close",
            "expr-ind-double-dollar-interp",
            "expr-ind-triple-dollar",
            "expr-ind-blank-last-line-not-single",
            "expr-ind-cr-escape",
            "expr-ind-lone-quote-end",
            "expr-ind-spaces-then-interp",
            "expr-str-nested",
            "expr-str-esc-interp",
            "expr-str-only-interp-num",
            "expr-prec-or-and",
            "expr-prec-not",
            "expr-prec-not-has",
            "expr-prec-neg-mul",
            "expr-prec-neg-has",
            "expr-prec-concat-plus",
            "expr-prec-plus-concat",
            "expr-prec-update-left",
            "expr-prec-div",
            "expr-prec-cmp-arith",
            "expr-prec-eq-cmp",
            "expr-prec-select-or-app",
            "expr-prec-or-binds",
            "expr-prec-has-then-and",
            "expr-prec-concat-mul",
            "expr-minus-ident",
            "expr-div-path",
            "expr-div-spaces",
            "expr-uri-vs-lambda",
            "expr-uri-lambda",
            "expr-uri-lambda-paren",
            "expr-rec-merge-first",
            "expr-rec-merge-late",
            "expr-rec-merge-early",
            "expr-dyn-null",
            "expr-inherit",
            "expr-formals-default",
            "expr-with-inner",
            "expr-assert-ok",
            "expr-if-nested",
            "expr-lambda-body-extends",
            "expr-path-nosuffix",
            "expr-path-dots",
            "expr-hasattr-str",
            "expr-let-in-list",
            "expr-or-kw-select",
            "expr-comment-in-expr",
            "expr-ellipsis-only",
            "expr-update-prec-plus",
            "expr-impl-prec-or",
            "expr-neq",
            "expr-ge",
            "expr-pipe-from",
            "expr-pipe-prec",
            "expr-pipe-impl");

    private ValuesNotComputed() {}
}
