package dev.flakelock.core.lock;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.SchemeAttribute;
import dev.flakelock.core.ref.SchemeAttribute.Kind;
import dev.flakelock.core.ref.Schemes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scheme for tests: {@code shelf:book} and, locked, {@code shelf:book/rev}. */
final class Shelf implements InputScheme {

    static final Schemes SCHEMES = Schemes.of(List.of(new Shelf()));

    /** {@code shelf:book}. */
    static FlakeRef ref(String book) throws FlakeException {
        return FlakeRef.fromAttrs(Attrs.none().with("type", "shelf").with("book", book), SCHEMES);
    }

    /** {@code shelf:book/rev}, as it is in a lock file that was read. */
    static FlakeRef locked(String book, String rev, long lastModified) throws FlakeException {
        Attrs attrs = ref(book).toAttrs().with("rev", rev).with("lastModified", lastModified);
        FlakeRef ref = FlakeRef.fromAttrs(attrs, SCHEMES);
        return new FlakeRef(ref.input().withAttrs(attrs.with(Attrs.FINAL, true)), "");
    }

    /** A node for such a book. */
    static Node node(String book, String rev) throws FlakeException {
        return Node.locked(new Node.Pin(locked(book, rev, 1_700_000_000), ref(book), true, null), Map.of());
    }

    @Override
    public String type() {
        return "shelf";
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return List.of(
                SchemeAttribute.required("book", Kind.TEXT, "The book."),
                SchemeAttribute.optional("rev", Kind.TEXT, "The edition."),
                SchemeAttribute.optional("narHash", Kind.TEXT, "Its hash."),
                SchemeAttribute.optional("lastModified", Kind.NUMBER, "When it came out."));
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) {
        return Optional.empty();
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        String rev = input.attrs().text("rev");
        String book = String.valueOf(input.attrs().text("book"));
        return FlakeUrl.of("shelf", rev == null ? List.of(book) : List.of(book, rev));
    }

    @Override
    public boolean isLocked(Input input) {
        return input.attrs().has("rev");
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        throw new FlakeException("books cannot be fetched");
    }
}
