package dev.flakelock.core.ref;

import dev.flakelock.core.text.Utf8Order;
import java.util.Map;
import java.util.NavigableMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The query of a URL: parameters joined by {@code &}. */
final class UrlQuery {

    private static final String KEEP = ":@/?";

    private UrlQuery() {}

    /** The parameters of a query that has no invalid character. The first of the same name counts. */
    static NavigableMap<String, String> decode(String query, Consumer<String> warnings) throws BadUrlException {
        NavigableMap<String, String> parameters = new TreeMap<>(Utf8Order.BYTES);
        if (query.isEmpty()) {
            return parameters;
        }
        for (String piece : query.split("&", -1)) {
            int equals = piece.indexOf('=');
            if (equals < 0) {
                warnings.accept("dubious URI query '" + piece + "' is missing equal sign '=', ignoring");
                continue;
            }
            parameters.putIfAbsent(
                    PercentEncoding.decode(piece.substring(0, equals)),
                    PercentEncoding.decode(piece.substring(equals + 1)));
        }
        return parameters;
    }

    /**
     * The parameters of a query in which spaces and quotes need not be escaped.
     *
     * @throws BadUrlException if there is another character that must be
     */
    static NavigableMap<String, String> decodeLenient(String query, Consumer<String> warnings) throws BadUrlException {
        String escaped = escape(query, " \"");
        if (UrlCharacters.firstOther(escaped, UrlCharacters::isQuery) < escaped.length()) {
            throw new BadUrlException("invalid URI query '" + query + "': leftover");
        }
        return decode(escaped, warnings);
    }

    /** The parameters as a query, in byte order. */
    static String encode(Map<String, String> parameters) {
        StringJoiner query = new StringJoiner("&");
        parameters.forEach((name, value) ->
                query.add(PercentEncoding.encode(name, KEEP) + "=" + PercentEncoding.encode(value, KEEP)));
        return query.toString();
    }

    /**
     * A URL with the characters escaped that Nix has always let people write: quotes and spaces in the query, in the
     * fragment also carets.
     */
    static String escapeLeniently(String url) {
        int query = url.indexOf('?') + 1;
        int fragment = url.indexOf('#', query);
        int queryEnd = fragment < 0 ? url.length() : fragment;
        String head = query == 0 ? url.substring(0, queryEnd) : url.substring(0, query);
        String middle = query == 0 ? "" : escape(url.substring(query, queryEnd), " \"");
        return head + middle + escape(url.substring(queryEnd), " \"^");
    }

    private static String escape(String text, String characters) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String c = text.substring(i, i + 1);
            out.append(characters.contains(c) ? PercentEncoding.encode(c, "") : c);
        }
        return out.toString();
    }
}
