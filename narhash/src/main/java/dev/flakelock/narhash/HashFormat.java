package dev.flakelock.narhash;

/** How a digest is written. */
public enum HashFormat {
    /** Lower-case hexadecimal digits. */
    BASE16("base16"),
    /** Nix's own base-32. */
    NIX32("nix32"),
    /** Base-64 with padding. */
    BASE64("base64"),
    /** The algorithm, a dash, and base-64. */
    SRI("sri");

    private final String nixName;

    HashFormat(String nixName) {
        this.nixName = nixName;
    }

    /** Nix's name: {@code nix32}. */
    public String nixName() {
        return nixName;
    }

    /** The hash in this format; only {@link #SRI} names the algorithm. */
    public String format(Hash hash) {
        return switch (this) {
            case BASE16 -> hash.toBase16();
            case NIX32 -> hash.toNix32();
            case BASE64 -> hash.toBase64();
            case SRI -> hash.toSri();
        };
    }

    /**
     * The format of a text that {@link Hash#parse} reads.
     *
     * @param hash what the text was read as
     */
    public static HashFormat of(String text, Hash hash) {
        int colon = text.indexOf(':');
        if (colon < 0 && text.indexOf('-') >= 0) {
            return SRI;
        }
        int length = text.length() - colon - 1;
        int size = hash.algorithm().size();
        if (length == 2 * size) {
            return BASE16;
        }
        return length == Nix32.length(size) ? NIX32 : BASE64;
    }
}
