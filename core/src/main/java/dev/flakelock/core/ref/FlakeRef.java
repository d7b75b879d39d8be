package dev.flakelock.core.ref;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.attr.AttrsJson;
import dev.flakelock.core.error.FlakeException;
import org.jspecify.annotations.Nullable;

/**
 * A flake reference: an input, and the directory of the flake in it. Immutable.
 *
 * <pre>{@code
 * RefContext context = RefContext.commandLine(schemes, Path.of("/home/me"));
 * FlakeRef.parse("nixpkgs/nixos-unstable", context).toUrl();        // flake:nixpkgs/nixos-unstable
 * FlakeRef.parse("github:NixOS/nix?dir=doc", context).toAttrs();    // {dir=doc, owner=NixOS, repo=nix, type=github}
 * FlakeRef.parse("./project", context).toUrl();                     // git+file:///home/me/project in a git work tree,
 *                                                                   // path:/home/me/project otherwise
 * }</pre>
 *
 * @param input the input
 * @param subdir the directory below the root of the input's tree as written, empty for the root; not normalised
 */
public record FlakeRef(Input input, String subdir) {

    /** The name of the attribute that holds the directory. */
    public static final String DIR = "dir";

    /**
     * A reference and what followed the {@code #} behind it.
     *
     * @param ref the reference
     * @param fragment the decoded fragment, empty without
     */
    public record WithFragment(FlakeRef ref, String fragment) {}

    /**
     * The reference that a user wrote.
     *
     * <p>In this order: the name of a flake in the registries, optionally with a branch or tag and a commit
     * ({@code nixpkgs}, {@code nixpkgs/branch}); a URL ({@code github:owner/repo}, {@code https://host/x.tar.gz}); a
     * path ({@code ./x}, {@code /x?dir=y}). What is malformed as a URL is taken for a path. Only paths are looked up on
     * disk, and only if the context has a base directory; nothing is fetched.
     *
     * @throws FlakeException if it is no reference, has a fragment, or is a path at which there is no flake
     */
    public static FlakeRef parse(String text, RefContext context) throws FlakeException {
        WithFragment result = parseWithFragment(text, context);
        if (!result.fragment().isEmpty()) {
            throw new FlakeException(
                    "unexpected fragment '" + result.fragment() + "' in flake reference '" + text + "'");
        }
        return result.ref();
    }

    /**
     * The reference that a user wrote, which may have a fragment; see {@link #parse}.
     *
     * @throws FlakeException if it is no reference, or is a path at which there is no flake
     */
    public static WithFragment parseWithFragment(String text, RefContext context) throws FlakeException {
        return new FlakeRefParser(text, context).parse();
    }

    /**
     * The reference with these attributes, of which {@code dir} is the directory.
     *
     * @throws FlakeException if they are no input of their type
     */
    public static FlakeRef fromAttrs(Attrs attrs, Schemes schemes) throws FlakeException {
        AttributeChecks.checkKind(DIR, SchemeAttribute.Kind.TEXT, attrs);
        String dir = attrs.text(DIR);
        return new FlakeRef(schemes.inputFromAttrs(attrs.without(DIR)), dir == null ? "" : dir);
    }

    /** The same reference, understood and fetched by the scheme of its type among these. */
    public FlakeRef in(Schemes schemes) {
        return new FlakeRef(new Input(schemes.find(input.type()).orElse(null), input.attrs()), subdir);
    }

    /** The attributes of the input, and {@code dir} if there is a directory. */
    public Attrs toAttrs() {
        return subdir.isEmpty() ? input.attrs() : input.attrs().with(DIR, subdir);
    }

    /**
     * The reference as a URL. A {@code dir} that is part of the input's own URL stays.
     *
     * @throws FlakeException if the input has no printed form
     */
    public FlakeUrl toUrl() throws FlakeException {
        FlakeUrl url = input.toUrl();
        return subdir.isEmpty() || url.query().containsKey(DIR) ? url : url.withParameter(DIR, subdir);
    }

    /** The reference for display: its URL, or its attributes if it has no URL. Never fails. */
    public String show() {
        try {
            return toUrl().toString();
        } catch (FlakeException e) {
            return AttrsJson.compact(toAttrs());
        }
    }

    /**
     * The form in which the reference of a {@code flake.nix} is compared with the {@code original} of a lock file.
     *
     * <p>Lock files of old Nix versions repeat {@code dir} inside {@code url}, and have URLs in other spellings; neither
     * is a difference. A {@code url} that is no URL stays as it is.
     */
    public FlakeRef canonical() {
        String text = input.attrs().text("url");
        if (text == null) {
            return this;
        }
        FlakeUrl url;
        try {
            url = FlakeUrl.parseLenient(text, warning -> {});
        } catch (BadUrlException e) {
            return this;
        }
        if (!subdir.isEmpty() && subdir.equals(url.query().get(DIR))) {
            url = url.withoutParameter(DIR);
        }
        return new FlakeRef(input.withAttrs(input.attrs().with("url", url.toString())), subdir);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlakeRef ref && input.equals(ref.input) && subdir.equals(ref.subdir);
    }

    @Override
    public int hashCode() {
        return 31 * input.hashCode() + subdir.hashCode();
    }
}
