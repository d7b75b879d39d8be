package dev.flakelock.fetcher.forge;

import dev.flakelock.core.error.FlakeException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SourceHut. It has no API without a token, so refs are read as git does over plain HTTP. */
final class SourceHutForge implements Forge {

    private static final Pattern LINE = Pattern.compile("(?:ref: )?([^ \\t]+)(?:\\t+(.*))?");

    @Override
    public String defaultHost() {
        return "git.sr.ht";
    }

    @Override
    public String findRev(ForgeRepo repo, String ref, Lookup lookup) throws FlakeException {
        RefPattern wanted = ref.equals("HEAD") ? RefPattern.ofName(head(repo, lookup)) : RefPattern.ofBranchOrTag(ref);
        String refs = new String(lookup.get(base(repo) + "/info/refs"), StandardCharsets.UTF_8);
        for (String line : refs.lines().toList()) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches() && parts.group(2) != null && wanted.matches(parts.group(2))) {
                return ForgeAnswers.rev(parts.group(1));
            }
        }
        throw notFound(repo, ref);
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

    private static FlakeException notFound(ForgeRepo repo, String ref) {
        return new FlakeException("in '" + repo.shown() + "', couldn't find ref '" + ref + "'")
                .hint("is the branch or tag spelt right? 'git ls-remote " + base(repo) + "' lists all of them");
    }

    private static String base(ForgeRepo repo) {
        return "https://" + repo.host() + "/" + repo.owner() + "/" + repo.repo();
    }
}
