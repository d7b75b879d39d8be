package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what forges answer. */
final class ForgeAnswers {

    private static final Pattern SHA1 = Pattern.compile("[0-9a-f]{40}");

    private ForgeAnswers() {}

    static JsonValue json(byte[] body) throws FlakeException {
        try {
            return JsonReader.read(body);
        } catch (JsonSyntaxException e) {
            throw new FlakeException(e.getMessage(), e)
                    .hint(
                            "the answer of the forge is not JSON; a proxy or a log-in page may have answered in its place");
        }
    }

    /** A commit in lower case. */
    static String rev(String text) throws FlakeException {
        String rev = text.toLowerCase(Locale.ROOT);
        if (!SHA1.matcher(rev).matches()) {
            throw new FlakeException("hash '" + text + "' has wrong length for hash algorithm 'sha1'");
        }
        return rev;
    }
}
