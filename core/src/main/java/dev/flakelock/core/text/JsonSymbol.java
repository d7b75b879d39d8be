package dev.flakelock.core.text;

/** The sorts of tokens, by the names that the messages of Nix's JSON library have for them. */
enum JsonSymbol {
    TRUE("true literal"),
    FALSE("false literal"),
    NULL("null literal"),
    STRING("string literal"),
    NUMBER("number literal"),
    BEGIN_ARRAY("'['"),
    BEGIN_OBJECT("'{'"),
    END_ARRAY("']'"),
    END_OBJECT("'}'"),
    COLON("':'"),
    COMMA("','"),
    END("end of input"),
    WRONG("<parse error>"),
    /** Never read; what messages expect where any value may stand. */
    VALUE("'[', '{', or a literal");

    private final String shown;

    JsonSymbol(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }
}
