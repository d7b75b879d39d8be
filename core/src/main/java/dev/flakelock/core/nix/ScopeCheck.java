package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.SetLiteral.Attr;
import dev.flakelock.core.nix.SetLiteral.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Refuses a file with a variable that nothing binds, however deep it stands, in the order in which Nix finds them.
 *
 * <p>Works through a list of what is left to do instead of recursing. How many of the scopes around bind a name is
 * counted by name, so that a look-up does not depend on how many scopes there are.
 */
final class ScopeCheck {

    /** Something that is done between two expressions. */
    private sealed interface Step {

        /** The names of a scope are bound from here on, or no longer. */
        record Scope(List<Symbol> names, int change) implements Step {}

        /** The body of a {@code with} begins, or ends. */
        record WithBody(int change) implements Step {}

        /** A variable that is looked up outside of the scope that binds it. */
        record Outside(Expr.Variable variable) implements Step {}
    }

    /** By symbol number, for the names that Nix knows: 1 if the name is bound everywhere. */
    private static final int[] GLOBALS = globals();

    private final SourceText source;
    private final int[] bound;
    private int withs;
    private final Deque<Object> open = new ArrayDeque<>();

    private ScopeCheck(SourceText source, SymbolTable symbols, LanguageOptions options) {
        this.source = source;
        this.bound = Arrays.copyOf(GLOBALS, symbols.size() + KnownNames.IMPURE_GLOBALS.size());
        if (options.homeDirectory() != null) {
            KnownNames.IMPURE_GLOBALS.forEach(name -> bound[symbols.intern(name).number()]++);
        }
    }

    private static int[] globals() {
        SymbolTable known = SymbolTable.create();
        int[] bound = new int[known.size()];
        KnownNames.GLOBALS.forEach(name -> bound[known.intern(name).number()] = 1);
        return bound;
    }

    /** Throws for the first variable in {@code expr} that is not bound. */
    static void check(Expr expr, SourceText source, SymbolTable symbols, LanguageOptions options)
            throws FlakeException {
        ScopeCheck check = new ScopeCheck(source, symbols, options);
        check.open.push(expr);
        while (!check.open.isEmpty()) {
            Object next = check.open.pop();
            if (next instanceof Expr inner) {
                check.visit(inner);
            } else if (next instanceof Step step) {
                check.perform(step);
            }
        }
    }

    private void perform(Step step) throws FlakeException {
        if (step instanceof Step.Scope scope) {
            scope.names().forEach(name -> bound[name.number()] += scope.change());
        } else if (step instanceof Step.WithBody with) {
            withs += with.change();
        } else if (step instanceof Step.Outside outside) {
            lookUp(outside.variable(), 1);
        }
    }

    private void lookUp(Expr.Variable variable, int ignoredScopes) throws FlakeException {
        if (bound[variable.name().number()] <= ignoredScopes && withs == 0) {
            throw new FlakeException("undefined variable '" + variable.name().text() + "'")
                    .at(source.location(variable.position()));
        }
    }

    /** What is pushed last is done first: each case pushes its parts from the last to the first. */
    private void visit(Expr expr) throws FlakeException {
        if (expr instanceof Expr.Variable variable) {
            lookUp(variable, 0);
        } else if (expr instanceof Application application) {
            pushAll(application.arguments());
            open.push(application.function());
        } else if (expr instanceof SetLiteral set) {
            visitSet(set);
        } else if (expr instanceof Expr.Select select) {
            pushNames(select.path());
            if (select.fallback() != null) {
                open.push(select.fallback());
            }
            open.push(select.subject());
        } else if (expr instanceof Expr.Lambda lambda) {
            visitLambda(lambda);
        } else if (expr instanceof Expr.Let let) {
            visitLet(let);
        } else if (expr instanceof Expr.With with) {
            open.push(new Step.WithBody(-1));
            open.push(with.body());
            open.push(new Step.WithBody(1));
            open.push(with.scope());
        } else {
            visitOperands(expr);
        }
    }

    private void visitOperands(Expr expr) {
        if (expr instanceof Expr.Binary binary) {
            open.push(binary.right());
            open.push(binary.left());
        } else if (expr instanceof Expr.Unary unary) {
            open.push(unary.operand());
        } else if (expr instanceof Expr.HasAttr has) {
            pushNames(has.path());
            open.push(has.subject());
        } else if (expr instanceof Expr.ListLiteral list) {
            pushAll(list.elements());
        } else if (expr instanceof Expr.Interpolated interpolated) {
            pushAll(interpolated.parts());
        } else if (expr instanceof Expr.Conditional conditional) {
            open.push(conditional.no());
            open.push(conditional.yes());
            open.push(conditional.condition());
        } else if (expr instanceof Expr.Assertion assertion) {
            open.push(assertion.body());
            open.push(assertion.condition());
        }
    }

    private void pushAll(List<Expr> expressions) {
        for (int i = expressions.size() - 1; i >= 0; i--) {
            open.push(expressions.get(i));
        }
    }

    private void pushNames(List<AttrName> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (path.get(i) instanceof AttrName.Dynamic dynamic) {
                open.push(dynamic.expr());
            }
        }
    }

    private void visitSet(SetLiteral set) {
        if (set.recursive()) {
            List<Symbol> names = names(set);
            open.push(new Step.Scope(names, -1));
            pushBindings(set, true);
            open.push(new Step.Scope(names, 1));
        } else {
            pushBindings(set, false);
        }
    }

    private void visitLet(Expr.Let let) {
        List<Symbol> names = names(let.bindings());
        open.push(new Step.Scope(names, -1));
        open.push(let.body());
        pushBindings(let.bindings(), true);
        open.push(new Step.Scope(names, 1));
    }

    private void visitLambda(Expr.Lambda lambda) {
        List<Symbol> names = new ArrayList<>();
        if (lambda.argument() != null) {
            names.add(lambda.argument());
        }
        List<Expr.Formal> formals =
                lambda.formals() == null ? List.of() : lambda.formals().formals();
        formals.forEach(formal -> names.add(formal.name()));
        open.push(new Step.Scope(names, -1));
        open.push(lambda.body());
        for (int i = formals.size() - 1; i >= 0; i--) {
            Expr fallback = formals.get(i).fallback();
            if (fallback != null) {
                open.push(fallback);
            }
        }
        open.push(new Step.Scope(names, 1));
    }

    private static List<Symbol> names(SetLiteral set) {
        return set.attributes().stream().map(Attr::name).toList();
    }

    private void pushBindings(SetLiteral set, boolean scoped) {
        for (int i = set.dynamic().size() - 1; i >= 0; i--) {
            open.push(set.dynamic().get(i).value());
            open.push(set.dynamic().get(i).name());
        }
        Attr[] attributes = set.inSymbolOrder();
        for (int i = attributes.length - 1; i >= 0; i--) {
            Attr attribute = attributes[i];
            if (attribute.source() == Source.PLAIN) {
                open.push(attribute.value());
            } else if (attribute.source() == Source.INHERITED) {
                Expr.Variable variable = (Expr.Variable) attribute.value();
                open.push(scoped ? new Step.Outside(variable) : variable);
            }
        }
        pushAll(set.inheritSources());
    }
}
