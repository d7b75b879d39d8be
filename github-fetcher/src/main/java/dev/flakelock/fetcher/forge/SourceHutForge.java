package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** SourceHut. It has no API without a token, so refs are read as git does over plain HTTP. */
final class SourceHutForge implements Forge {

    private static final Pattern LINE = Pattern.compile("(?:ref: )?([^ \\t]+)(?:\\t+(.*))?");

    @Override
    public String defaultHost() {
        return "git.sr.ht";
    }

    @Override
    public String findRev(ForgeRepo repo, String ref, Lookup lookup) throws FlakeException {
        Pattern wanted = ref.equals("HEAD") ? Pattern.compile(Pattern.quote(head(repo, lookup))) : pattern(ref);
        String refs = new String(lookup.get(base(repo) + "/info/refs"), StandardCharsets.UTF_8);
        Optional<String> id = refs.lines()
                .map(LINE::matcher)
                .filter(line -> line.matches()
                        && line.group(2) != null
                        && wanted.matcher(line.group(2)).matches())
                .map(line -> line.group(1))
                .findFirst();
        if (id.isEmpty()) {
            throw notFound(repo, ref);
        }
        return ForgeAnswers.rev(id.get());
    }

    @Override
    public void check(byte[] answer) {
        // Lines of any form may be refs.
    }

    @Override
    public String archiveUrl(ForgeRepo repo, String rev, boolean withToken) {
        return base(repo) + "/archive/" + rev + ".tar.gz";
    }

    @Override
    public Map<String, String> credentials(String token, Consumer<String> warnings) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private static String head(ForgeRepo repo, Lookup lookup) throws FlakeException {
        String text = new String(lookup.get(base(repo) + "/HEAD"), StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElse("");
        Matcher line = LINE.matcher(first);
        if (!first.startsWith("ref: ") || !line.matches()) {
            throw notFound(repo, "HEAD");
        }
        return line.group(1);
    }

    /** Nix takes the ref for a regular expression, and so do we. */
    private static Pattern pattern(String ref) throws FlakeException {
        try {
            return Pattern.compile("refs/(heads|tags)/" + ref);
        } catch (PatternSyntaxException e) {
            throw new FlakeException("ref '" + ref + "' is not a regular expression, as which it is used", e);
        }
    }

    private static FlakeException notFound(ForgeRepo repo, String ref) {
        return new FlakeException("in '" + repo.shown() + "', couldn't find ref '" + ref + "'");
    }

    private static String base(ForgeRepo repo) {
        return "https://" + repo.host() + "/" + repo.owner() + "/" + repo.repo();
    }
}
