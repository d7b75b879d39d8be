package dev.flakelock.core.nix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bindings of an attribute set or of a {@code let}. The parser fills it, later nobody changes it. */
final class SetLiteral implements Expr {

    /** From so many attributes on a name is looked up in a hash table. */
    private static final int INDEX_FROM = 12;

    /** Where the value of an attribute comes from. */
    enum Source {
        /** {@code name = value}. */
        PLAIN,
        /** {@code inherit name}; the value is a variable of the surroundings. */
        INHERITED,
        /** {@code inherit (expr) name}; the value is a selection from one of the sources. */
        INHERITED_FROM
    }

    /** An attribute with a known name. */
    record Attr(Symbol name, int position, Expr value, Source source) {}

    /** An attribute whose name must be evaluated. */
    record DynamicAttr(Expr name, Expr value, int position) {}

    private int position;
    private boolean recursive;
    private final List<Attr> attributes = new ArrayList<>(4);
    private @Nullable Map<Symbol, Attr> index;
    private List<DynamicAttr> dynamic = List.of();
    private List<Expr> inheritSources = List.of();

    SetLiteral(int position) {
        this.position = position;
    }

    @Override
    public int position() {
        return position;
    }

    boolean recursive() {
        return recursive;
    }

    void place(int at, boolean isRecursive) {
        this.position = at;
        this.recursive = isRecursive;
    }

    @Nullable Attr find(Symbol name) {
        if (index != null) {
            return index.get(name);
        }
        for (Attr attribute : attributes) {
            if (attribute.name().equals(name)) {
                return attribute;
            }
        }
        return null;
    }

    /** Adds an attribute whose name is not there yet. */
    void add(Attr attribute) {
        attributes.add(attribute);
        if (index != null) {
            index.put(attribute.name(), attribute);
        } else if (attributes.size() == INDEX_FROM) {
            Map<Symbol, Attr> made = new HashMap<>(4 * INDEX_FROM);
            for (Attr a : attributes) {
                made.put(a.name(), a);
            }
            index = made;
        }
    }

    void addDynamic(DynamicAttr attribute) {
        dynamic = dynamic.isEmpty() ? new ArrayList<>(2) : dynamic;
        dynamic.add(attribute);
    }

    void addInheritSource(Expr source) {
        inheritSources = inheritSources.isEmpty() ? new ArrayList<>(2) : inheritSources;
        inheritSources.add(source);
    }

    /** The attributes with a known name, in the order of their symbols. */
    Attr[] inSymbolOrder() {
        Attr[] sorted = attributes.toArray(new Attr[0]);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i - 1].name().number() > sorted[i].name().number()) {
                // A comparator of Comparator.comparingInt is serializable, and thus made anew in each process.
                Arrays.sort(
                        sorted,
                        (a, b) -> Integer.compare(a.name().number(), b.name().number()));
                break;
            }
        }
        return sorted;
    }

    /** The attributes with a known name, as written. */
    List<Attr> attributes() {
        return Collections.unmodifiableList(attributes);
    }

    List<DynamicAttr> dynamic() {
        return Collections.unmodifiableList(dynamic);
    }

    List<Expr> inheritSources() {
        return Collections.unmodifiableList(inheritSources);
    }
}
