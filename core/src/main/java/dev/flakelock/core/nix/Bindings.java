package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.SetLiteral.Attr;
import dev.flakelock.core.nix.SetLiteral.DynamicAttr;
import dev.flakelock.core.nix.SetLiteral.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts bindings into sets: nested sets for attribute paths, one set of two that are given for the same name. */
final class Bindings {

    private final SourceText source;

    Bindings(SourceText source) {
        this.source = source;
    }

    /** Adds {@code path = value}; {@code position} is where the path begins. */
    void bind(SetLiteral set, List<AttrName> path, int position, Expr value) throws FlakeException {
        SetLiteral target = set;
        for (int i = 0; i < path.size() - 1; i++) {
            target = nested(target, path, i, position);
        }
        AttrName last = path.get(path.size() - 1);
        if (last instanceof Symbol name) {
            define(target, new Attr(name, position, value, Source.PLAIN), path);
        } else if (last instanceof AttrName.Dynamic dynamic) {
            target.addDynamic(new DynamicAttr(dynamic.expr(), value, position));
        }
    }

    /** Adds a name that an {@code inherit} takes over. */
    void inherit(SetLiteral set, Attr attribute) throws FlakeException {
        Attr existing = set.find(attribute.name());
        if (existing != null) {
            throw duplicate(List.of(attribute.name()), attribute.position(), existing.position());
        }
        set.add(attribute);
    }

    private SetLiteral nested(SetLiteral set, List<AttrName> path, int index, int position) throws FlakeException {
        Symbol name = path.get(index) instanceof Symbol symbol ? symbol : null;
        Attr existing = name == null ? null : set.find(name);
        if (existing != null) {
            if (existing.value() instanceof SetLiteral known) {
                return known;
            }
            throw duplicate(path.subList(0, index + 1), position, existing.position());
        }
        SetLiteral fresh = new SetLiteral(position);
        if (name != null) {
            set.add(new Attr(name, position, fresh, Source.PLAIN));
        } else if (path.get(index) instanceof AttrName.Dynamic dynamic) {
            set.addDynamic(new DynamicAttr(dynamic.expr(), fresh, position));
        }
        return fresh;
    }

    private void define(SetLiteral set, Attr attribute, List<AttrName> path) throws FlakeException {
        Merge merge = mergeOrDefine(set, attribute, path, null);
        if (merge == null) {
            return;
        }
        Deque<Merge> open = new ArrayDeque<>();
        open.push(merge);
        while (!open.isEmpty()) {
            Merge current = open.element();
            if (current.next < current.attributes.length) {
                Merge inner = mergeOrDefine(current.into, current.attributes[current.next++], path, current);
                if (inner != null) {
                    open.push(inner);
                }
            } else {
                open.pop();
                current.from.dynamic().forEach(current.into::addDynamic);
                current.from.inheritSources().forEach(current.into::addInheritSource);
            }
        }
    }

    /** Defines the attribute, or tells what must be merged because the name has a set and gets another one. */
    private @Nullable Merge mergeOrDefine(SetLiteral set, Attr attribute, List<AttrName> path, @Nullable Merge parent)
            throws FlakeException {
        Attr existing = set.find(attribute.name());
        if (existing == null) {
            set.add(attribute);
            return null;
        }
        if (existing.value() instanceof SetLiteral into && attribute.value() instanceof SetLiteral from) {
            return new Merge(parent, attribute.name(), into, from);
        }
        List<AttrName> full = new ArrayList<>(path);
        int insertAt = full.size();
        for (Merge outer = parent; outer != null && outer.parent != null; outer = outer.parent) {
            full.add(insertAt, outer.name);
        }
        if (parent != null) {
            full.add(attribute.name());
        }
        throw duplicate(full, attribute.position(), existing.position());
    }

    private FlakeException duplicate(List<AttrName> path, int position, int previous) {
        return new FlakeException(
                        "attribute '" + AttrPathText.of(path) + "' already defined at " + source.location(previous))
                .at(source.location(position));
    }

    /** Two sets on the way of becoming one: the attributes of {@code from} that are left to add. */
    private static final class Merge {
        final @Nullable Merge parent;
        final Symbol name;
        final SetLiteral into;
        final SetLiteral from;
        final Attr[] attributes;
        int next;

        Merge(@Nullable Merge parent, Symbol name, SetLiteral into, SetLiteral from) {
            this.parent = parent;
            this.name = name;
            this.into = into;
            this.from = from;
            this.attributes = from.inSymbolOrder();
        }
    }
}
