package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.Expr.Formal;
import dev.flakelock.core.nix.Expr.Formals;
import dev.flakelock.core.nix.SetLiteral.Attr;
import dev.flakelock.core.nix.SetLiteral.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the value of each rule of the grammar from the values of its right side.
 *
 * <p>Symbols are created here, when a rule is complete, not when the lexer sees the name: {@code x: y} creates {@code y}
 * before {@code x}, and this order decides about which of two errors Nix reports first.
 */
final class TreeBuilder {

    private final SourceText source;
    private final LanguageOptions options;
    private final SymbolTable symbols;
    private final Bindings bindings;
    private final List<String> warnings = new ArrayList<>();
    private final Symbol or;
    private final Symbol body;

    private @Nullable Object[] values = new @Nullable Object[0];
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private int first;

    TreeBuilder(SourceText source, LanguageOptions options, SymbolTable symbols) {
        this.source = source;
        this.options = options;
        this.symbols = symbols;
        this.bindings = new Bindings(source);
        this.or = symbols.intern("or");
        this.body = symbols.intern("body");
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** The value for {@code rule}, whose right side begins at {@code from} in the arrays. */
    @Nullable Object reduce(int rule, @Nullable Object[] valueStack, int[] startStack, int[] endStack, int from)
            throws FlakeException {
        values = valueStack;
        starts = startStack;
        ends = endStack;
        first = from;
        return switch (rule) {
            case ParserTables.VARIABLE -> variable();
            case ParserTables.SELECT -> new Expr.Select(start(0), expr(0), path(2), null);
            case ParserTables.PLAIN_OPERAND -> unambiguous(expr(0));
            case ParserTables.APPLY -> apply(start(0), expr(0), unambiguousArgument(expr(1)));
            case ParserTables.ATTR_ID -> symbol(0);
            case ParserTables.ATTRPATH_FIRST, ParserTables.ATTRPATH_FIRST_STRING -> pathOf(value(0));
            case ParserTables.BIND -> bind(set(0), 1);
            case ParserTables.BIND_FIRST -> bind(new SetLiteral(start(0)), 0);
            case ParserTables.STRING_EXPR, ParserTables.PARENTHESES -> value(1);
            case ParserTables.PARTS_PLAIN -> new Expr.StringLiteral(start(0), text(0));
            case ParserTables.SET -> place(set(1), false);
            case ParserTables.LIST_MORE -> add(0, unambiguousArgument(expr(1)));
            case ParserTables.LAMBDA -> new Expr.Lambda(start(0), symbol(0), null, expr(2));
            case ParserTables.INTEGER_EXPR -> new Expr.IntegerLiteral(start(0), (Long) value(0));
            case ParserTables.FLOAT_EXPR -> new Expr.FloatLiteral(start(0), (Double) value(0));
            case ParserTables.URI_EXPR -> new Expr.StringLiteral(start(0), sourceText(0, 0));
            default -> reduceExpression(rule);
        };
    }

    private @Nullable Object reduceExpression(int rule) throws FlakeException {
        return switch (rule) {
            case ParserTables.LAMBDA_FORMALS -> lambda(0, -1, 2);
            case ParserTables.LAMBDA_FORMALS_AT -> lambda(0, 2, 4);
            case ParserTables.LAMBDA_AT_FORMALS -> lambda(2, 0, 4);
            case ParserTables.ASSERT_EXPR -> new Expr.Assertion(start(0), expr(1), expr(3));
            case ParserTables.WITH_EXPR -> new Expr.With(start(0), expr(1), expr(3));
            case ParserTables.LET_EXPR -> let();
            case ParserTables.IF_EXPR -> new Expr.Conditional(start(0), expr(1), expr(3), expr(5));
            case ParserTables.PIPE_FROM_EXPR, ParserTables.PIPE_FROM_EXPR2 -> apply(start(1), expr(0), expr(2));
            case ParserTables.PIPE_INTO_EXPR, ParserTables.PIPE_INTO_EXPR2 -> apply(start(1), expr(2), expr(0));
            case ParserTables.NOT_EXPR -> new Expr.Unary(start(0), '!', expr(1));
            case ParserTables.NEGATE -> new Expr.Unary(start(0), '-', expr(1));
            case ParserTables.HAS_ATTR -> new Expr.HasAttr(start(1), expr(0), path(2));
            case ParserTables.SELECT_OR -> new Expr.Select(start(0), expr(0), path(2), unambiguousArgument(expr(4)));
            case ParserTables.APPLY_OR -> applyOr();
            case ParserTables.IND_STRING_EXPR -> IndentedString.strip(start(0), list(1));
            case ParserTables.PATH_INTERPOLATED -> interpolatedPath();
            case ParserTables.LOOKUP_PATH_EXPR -> new Expr.LookupPath(start(0), sourceText(1, 1));
            case ParserTables.LEGACY_LET -> new Expr.Select(start(0), place(set(2), true), List.of(body), null);
            case ParserTables.REC_SET -> place(set(2), true);
            case ParserTables.SET_EMPTY, ParserTables.BINDS_NONE -> new SetLiteral(start(0));
            case ParserTables.LIST -> new Expr.ListLiteral(start(0), expressions(list(1)));
            case ParserTables.PATH_LITERAL -> pathLiteral();
            case ParserTables.HOME_PATH_LITERAL -> homePathLiteral();
            default ->
                rule >= ParserTables.BINARY_EQUAL && rule <= ParserTables.BINARY_CONCAT
                        ? new Expr.Binary(start(1), rule, expr(0), expr(2))
                        : reducePart(rule);
        };
    }

    private @Nullable Object reducePart(int rule) throws FlakeException {
        return switch (rule) {
            case ParserTables.PARTS_INTERPOLATED -> new Expr.Interpolated(start(0), expressions(list(0)), false);
            case ParserTables.PARTS_EMPTY -> new Expr.StringLiteral(start(0), "");
            case ParserTables.PART_STRING -> add(0, new Expr.StringLiteral(start(1), text(1)));
            case ParserTables.PART_INTERPOLATION, ParserTables.IND_INTERPOLATION -> add(0, expr(2));
            case ParserTables.PART_FIRST -> newList(expr(1));
            case ParserTables.PART_FIRST_STRING -> firstParts();
            case ParserTables.IND_TEXT -> add(0, value(1));
            case ParserTables.IND_NONE, ParserTables.ATTRS_NONE, ParserTables.LIST_NONE -> new ArrayList<>(4);
            case ParserTables.BIND_INHERIT -> inherit(set(0), list(2), Source.INHERITED);
            case ParserTables.BIND_INHERIT_FROM -> inheritFrom();
            case ParserTables.ATTRS_NAME, ParserTables.ATTRS_STRING -> addInherited();
            case ParserTables.ATTRPATH_MORE, ParserTables.ATTRPATH_MORE_STRING -> addComponent();
            case ParserTables.ATTR_OR -> or;
            case ParserTables.ATTR_STRING, ParserTables.ATTR_INTERPOLATION -> attrName(expr(1));
            case ParserTables.FORMALS_MORE_ELLIPSIS, ParserTables.FORMALS_COMMA, ParserTables.FORMALS ->
                new FormalList(list(1), rule == ParserTables.FORMALS_MORE_ELLIPSIS);
            case ParserTables.FORMALS_ELLIPSIS -> new FormalList(List.of(), true);
            case ParserTables.FORMALS_EMPTY -> new FormalList(List.of(), false);
            case ParserTables.FORMAL_MORE -> add(0, value(2));
            case ParserTables.FORMAL_FIRST -> newList(value(0));
            case ParserTables.FORMAL_NAME -> new Formal(start(0), symbol(0), null);
            case ParserTables.FORMAL_DEFAULT -> new Formal(start(0), symbol(0), expr(2));
            default -> value(0);
        };
    }

    /** Formals as written, before they are checked. */
    private record FormalList(List<Object> formals, boolean ellipsis) {}

    private Object value(int index) {
        return Objects.requireNonNull(values[first + index]);
    }

    private Expr expr(int index) {
        return (Expr) value(index);
    }

    private SetLiteral set(int index) {
        return (SetLiteral) value(index);
    }

    private String text(int index) {
        return (String) value(index);
    }

    private int start(int index) {
        return starts[first + index];
    }

    private Symbol symbol(int index) {
        return symbols.intern(source.bytes(), starts[first + index], ends[first + index]);
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(int index) {
        return (List<Object>) value(index);
    }

    @SuppressWarnings("unchecked")
    private List<AttrName> path(int index) {
        return (List<AttrName>) value(index);
    }

    private static List<Expr> expressions(List<Object> list) {
        return list.stream().map(Expr.class::cast).toList();
    }

    private static List<Object> newList(Object element) {
        List<Object> list = new ArrayList<>(4);
        list.add(element);
        return list;
    }

    private List<Object> add(int list, Object element) {
        List<Object> values = list(list);
        values.add(element);
        return values;
    }

    /** The text of the first token, without so many bytes at its start and its end. */
    private String sourceText(int before, int after) {
        return Text.decode(source.bytes(), start(0) + before, ends[first] - after);
    }

    private Expr variable() {
        Symbol name = symbol(0);
        return name.text().equals("__curPos") ? new Expr.CurrentPosition(start(0)) : new Expr.Variable(start(0), name);
    }

    private SetLiteral place(SetLiteral set, boolean recursive) {
        set.place(start(0), recursive);
        return set;
    }

    private static Expr apply(int position, Expr function, Expr argument) {
        if (function instanceof Application application) {
            application.add(argument);
            return application;
        }
        return new Application(position, function, argument);
    }

    private Expr applyOr() {
        Application application = new Application(start(0), expr(0), new Expr.Variable(start(0), or));
        application.markAmbiguousOr(ends[first + 1]);
        return application;
    }

    private static Expr unambiguous(Expr operand) {
        if (operand instanceof Application application) {
            application.markAmbiguousOr(-1);
        }
        return operand;
    }

    /** Warns if the argument is {@code f or}, which would be two arguments if {@code or} were a name as any other. */
    private Expr unambiguousArgument(Expr argument) {
        if (argument instanceof Application application && application.ambiguousOrEnd() >= 0) {
            String text = Text.decode(source.bytes(), application.position(), application.ambiguousOrEnd());
            warnings.add("at " + source.location(application.position())
                    + ": This expression uses `or` as an identifier in a way that will change in a future Nix"
                    + " release.\nWrap this entire expression in parentheses to preserve its current meaning:\n    ("
                    + text + ")\nGive feedback at https://github.com/NixOS/nix/pull/11121");
        }
        return argument;
    }

    private Expr lambda(int formals, int argument, int bodyIndex) throws FlakeException {
        Symbol name = argument < 0 ? null : symbol(argument);
        FormalList written = (FormalList) value(formals);
        List<Formal> sorted = FormalsCheck.inSymbolOrder(
                source, written.formals().stream().map(Formal.class::cast).toList(), name, start(0));
        return new Expr.Lambda(start(0), name, new Formals(sorted, written.ellipsis()), expr(bodyIndex));
    }

    private Expr let() throws FlakeException {
        if (!set(1).dynamic().isEmpty()) {
            throw new FlakeException("dynamic attributes not allowed in let").at(source.location(start(0)));
        }
        return new Expr.Let(start(0), set(1), expr(3));
    }

    private Expr pathLiteral() {
        String text = sourceText(0, 0);
        String resolved = Paths.resolve(options.baseDirectory(), text);
        String slash = text.length() > 1 && text.endsWith("/") ? "/" : "";
        return new Expr.PathLiteral(start(0), resolved + slash, text.startsWith("/"));
    }

    private Expr homePathLiteral() throws FlakeException {
        String home = options.homeDirectory();
        if (home == null) {
            throw new FlakeException("the path '" + sourceText(0, 0) + "' can not be resolved in pure mode");
        }
        return new Expr.PathLiteral(start(0), home + sourceText(1, 0), true);
    }

    private Expr interpolatedPath() {
        List<Object> parts = list(1);
        parts.add(0, value(0));
        return new Expr.Interpolated(start(0), expressions(parts), true);
    }

    private List<Object> firstParts() {
        List<Object> parts = newList(new Expr.StringLiteral(start(0), text(0)));
        parts.add(expr(2));
        return parts;
    }

    private static List<AttrName> newPath(AttrName name) {
        List<AttrName> path = new ArrayList<>(3);
        path.add(name);
        return path;
    }

    private List<AttrName> pathOf(Object name) {
        return newPath(named(name));
    }

    /** A component: a symbol is made of plain text only now, after all that is inside of it. */
    private AttrName named(Object name) {
        return name instanceof Expr.StringLiteral text ? symbols.intern(text.text()) : (AttrName) name;
    }

    private static Object attrName(Expr expr) {
        return expr instanceof Expr.StringLiteral ? expr : new AttrName.Dynamic(expr);
    }

    private List<AttrName> addComponent() {
        List<AttrName> path = path(0);
        path.add(named(value(2)));
        return path;
    }

    private SetLiteral bind(SetLiteral set, int pathIndex) throws FlakeException {
        bindings.bind(set, path(pathIndex), start(pathIndex), expr(pathIndex + 2));
        return set;
    }

    private List<Object> addInherited() throws FlakeException {
        if (named(value(1)) instanceof Symbol name) {
            return add(0, new Expr.Variable(start(1), name));
        }
        throw new FlakeException("dynamic attributes not allowed in inherit").at(source.location(start(1)));
    }

    private SetLiteral inheritFrom() throws FlakeException {
        SetLiteral set = set(0);
        set.addInheritSource(expr(3));
        return inherit(set, list(5), Source.INHERITED_FROM);
    }

    private SetLiteral inherit(SetLiteral set, List<Object> names, Source from) throws FlakeException {
        for (Object name : names) {
            Expr.Variable variable = (Expr.Variable) name;
            bindings.inherit(set, new Attr(variable.name(), variable.position(), variable, from));
        }
        return set;
    }
}
