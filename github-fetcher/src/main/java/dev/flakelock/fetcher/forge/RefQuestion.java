package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the refs are that a name can mean, asked of the repository itself by git's protocol: one request, the command
 * {@code ls-refs} of version 2 (gitprotocol-v2(5), gitprotocol-http(5)). It counts for no quota of an API.
 *
 * @param repository the URL of the repository, as git takes it
 * @param names the full names of refs that may be meant
 */
record RefQuestion(String repository, List<String> names) {

    private static final String SERVICE = "git-upload-pack";
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{40}) (\\S+)(?: symref-target:\\S+)?(?: peeled:([0-9a-f]{40}))?\n?");
    private static final int LENGTH = 4;

    RefQuestion {
        names = List.copyOf(names);
    }

    /** The request that asks it. */
    HttpRequest request(Map<String, String> credentials) {
        StringBuilder lines = new StringBuilder();
        line(lines, "command=ls-refs\n");
        lines.append("0001");
        line(lines, "peel\n");
        for (String name : names) {
            line(lines, "ref-prefix " + name + "\n");
        }
        lines.append("0000");
        HttpRequest.Posted posted = new HttpRequest.Posted(
                "application/x-" + SERVICE + "-request", Map.of("Git-Protocol", "version=2"), lines.toString());
        return new HttpRequest(repository + "/" + SERVICE, credentials, null).posting(posted);
    }

    private static void line(StringBuilder lines, String text) {
        lines.append(String.format("%04x", text.length() + LENGTH)).append(text);
    }

    /**
     * The commit of the one ref that is meant, tags peeled. Nothing if there is none, or several, or one that is no
     * branch or tag, or if the answer is not one to the question: then only the forge can say what it makes of the name.
     */
    Optional<String> commit(byte[] answer) {
        Map<String, String> found = new HashMap<>();
        Optional<List<String>> lines = lines(new String(answer, StandardCharsets.UTF_8));
        for (String line : lines.orElse(List.of())) {
            Matcher ref = LINE.matcher(line);
            if (!ref.matches()) {
                return Optional.empty();
            }
            if (names.contains(ref.group(2))) {
                found.put(ref.group(2), ref.group(3) == null ? ref.group(1) : ref.group(3));
            }
        }
        return found.size() == 1
                ? found.entrySet().stream()
                        .filter(RefQuestion::isNamed)
                        .map(Map.Entry::getValue)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isNamed(Map.Entry<String, String> ref) {
        return ref.getKey().equals("HEAD")
                || ref.getKey().startsWith("refs/heads/")
                || ref.getKey().startsWith("refs/tags/");
    }

    /** The lines up to the packet that ends them. */
    private static Optional<List<String>> lines(String packets) {
        List<String> lines = new ArrayList<>();
        for (int at = 0; at + LENGTH <= packets.length(); ) {
            String digits = packets.substring(at, at + LENGTH);
            if (digits.equals("0000")) {
                return Optional.of(lines);
            }
            int end = digits.matches("[0-9a-f]{4}") ? at + Integer.parseInt(digits, 16) : 0;
            if (end <= at + LENGTH || end > packets.length()) {
                return Optional.empty();
            }
            lines.add(packets.substring(at + LENGTH, end));
            at = end;
        }
        return Optional.empty();
    }
}
