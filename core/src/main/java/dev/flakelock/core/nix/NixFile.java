package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.error.SourceLocation;
import dev.flakelock.core.error.Trace;
import dev.flakelock.core.nix.SetLiteral.DynamicAttr;
import dev.flakelock.core.nix.SetValue.Attribute;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file in the Nix language that is free of errors that can be found without evaluating it. Unchangeable to its users,
 * and safe to be used by several threads.
 *
 * <p>Takes time and memory in proportion to the text, whatever is nested in it.
 */
public final class NixFile {

    private final SourceText source;
    private final Expr expr;
    private final SymbolTable symbols;
    private final List<String> warnings;

    private NixFile(SourceText source, Expr expr, SymbolTable symbols, List<String> warnings) {
        this.source = source;
        this.expr = expr;
        this.symbols = symbols;
        this.warnings = warnings;
    }

    /**
     * Parses and checks a file.
     *
     * @throws FlakeException with its location, for a syntax error, a name that is defined twice or a variable that
     *     nothing binds: the one that Nix reports first
     */
    public static NixFile parse(SourceText source, LanguageOptions options) throws FlakeException {
        SymbolTable symbols = SymbolTable.create();
        Parser parser = new Parser(source, options, symbols);
        Expr expr = parser.parse();
        ScopeCheck.check(expr, source, symbols, options);
        return new NixFile(source, expr, symbols, parser.warnings());
    }

    /** The warnings that parsing the file gives, each of one or more lines, without {@code warning:}. */
    public List<String> warnings() {
        return warnings;
    }

    /** The place of an attribute, or null if no file defines it. */
    public @Nullable SourceLocation location(Attribute attribute) {
        return attribute.position() == SetValue.NO_POSITION ? null : source.location(attribute.position());
    }

    /** The place of an attribute as it stands within messages: {@code file:line:column}. */
    public String place(Attribute attribute) {
        SourceLocation location = location(attribute);
        return location == null ? "«none»:0" : location.toString();
    }

    /** The whole expression. */
    Expr expr() {
        return expr;
    }

    /**
     * The attribute set that the file consists of. Only its own dynamic attribute names are computed, and of those only
     * the ones made of literals.
     *
     * @throws FlakeException if the file is no literal attribute set, or if such a name cannot be used
     */
    public SetValue attributes() throws FlakeException {
        try {
            if (expr instanceof SetLiteral set) {
                return read(set);
            }
            throw new FlakeException("file '" + source.file() + "' must be an attribute set");
        } catch (FlakeException e) {
            throw e.addTrace(Trace.of("while evaluating the file '" + source.file() + "':"));
        }
    }

    private SetValue read(SetLiteral set) throws FlakeException {
        RecursiveScope scope = TrivialEvaluation.scope(set, null);
        List<Attribute> attributes = TrivialEvaluation.attributes(set, scope, null);
        if (set.dynamic().isEmpty()) {
            return new SetValue(attributes);
        }
        Map<String, Attribute> byName = new HashMap<>();
        attributes.forEach(attribute -> byName.put(attribute.name(), attribute));
        for (DynamicAttr dynamic : set.dynamic()) {
            String name = new ConstantName(source).evaluate(dynamic);
            if (name == null) {
                continue;
            }
            Value value = TrivialEvaluation.value(dynamic.value(), scope);
            Attribute attribute = new Attribute(name, value, dynamic.position());
            Attribute other = byName.putIfAbsent(name, attribute);
            if (other != null) {
                throw new FlakeException("dynamic attribute '" + attribute.shownName() + "' already defined at "
                                + source.location(other.position()))
                        .at(source.location(dynamic.position()));
            }
            attributes.add(attribute);
        }
        Map<String, Integer> numbers = numbers(attributes);
        attributes.sort(Comparator.comparing(attribute -> numbers.getOrDefault(attribute.name(), 0)));
        return new SetValue(attributes);
    }

    /** The symbols of these names. A computed name may be a new one, which is then the last. */
    private Map<String, Integer> numbers(List<Attribute> attributes) {
        Map<String, Integer> numbers = new HashMap<>();
        synchronized (symbols) {
            for (Attribute attribute : attributes) {
                numbers.put(attribute.name(), symbols.intern(attribute.name()).number());
            }
        }
        return numbers;
    }
}
