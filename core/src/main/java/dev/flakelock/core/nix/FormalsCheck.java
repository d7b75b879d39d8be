package dev.flakelock.core.nix;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.nix.Expr.Formal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts the formals of a function and refuses a name that is there twice. */
final class FormalsCheck {

    private static final Comparator<Formal> SYMBOL_ORDER = (a, b) -> {
        int bySymbol = Integer.compare(a.name().number(), b.name().number());
        return bySymbol != 0 ? bySymbol : Integer.compare(a.position(), b.position());
    };

    private FormalsCheck() {}

    /**
     * The formals in the order of their symbols.
     *
     * @param argument the name of the whole argument, if it has one
     * @param position where the function begins
     */
    static List<Formal> inSymbolOrder(SourceText source, List<Formal> formals, @Nullable Symbol argument, int position)
            throws FlakeException {
        List<Formal> sorted = new ArrayList<>(formals);
        sorted.sort(SYMBOL_ORDER);
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
                throw duplicate(source, sorted.get(i).name(), sorted.get(i).position());
            }
        }
        if (argument != null && sorted.stream().anyMatch(f -> f.name().equals(argument))) {
            throw duplicate(source, argument, position);
        }
        return List.copyOf(sorted);
    }

    private static FlakeException duplicate(SourceText source, Symbol name, int position) {
        return new FlakeException("duplicate formal function argument '" + name.text() + "'")
                .at(source.location(position));
    }
}
