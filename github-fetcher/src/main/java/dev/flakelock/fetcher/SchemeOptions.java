package dev.flakelock.fetcher;

/**
 * What the language of the schemes depends on besides the text.
 *
 * @param trustTarballsFromGitForges whether a commit on GitHub, GitLab or SourceHut is locked without a NAR hash
 * @param verifiedFetches whether git inputs may ask for signed commits, which is an experimental feature of Nix
 */
public record SchemeOptions(boolean trustTarballsFromGitForges, boolean verifiedFetches) {

    /** The defaults of Nix: archives are trusted, and no commits verified. */
    public static SchemeOptions defaults() {
        return new SchemeOptions(true, false);
    }
}
