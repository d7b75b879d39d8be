package dev.flakelock.fetcher;

import dev.flakelock.core.ref.IndirectScheme;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.fetcher.forge.GitHubScheme;
import dev.flakelock.fetcher.forge.GitLabScheme;
import dev.flakelock.fetcher.forge.SourceHutScheme;
import dev.flakelock.fetcher.git.GitScheme;
import dev.flakelock.fetcher.hg.MercurialScheme;
import dev.flakelock.fetcher.path.PathScheme;
import dev.flakelock.fetcher.tarball.FileScheme;
import dev.flakelock.fetcher.tarball.TarballScheme;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All schemes of Nix. */
public final class StandardSchemes {

    private StandardSchemes() {}

    /** The schemes with these options and fetchers. */
    public static Schemes of(SchemeOptions options, InputFetchers fetchers) {
        return of(() -> options, fetchers);
    }

    /**
     * The schemes with these fetchers, and with options that may change: a flake can configure something for its inputs.
     *
     * @param options the options as they are at present; asked each time, by several threads
     */
    public static Schemes of(Supplier<SchemeOptions> options, InputFetchers fetchers) {
        BooleanSupplier trust = () -> options.get().trustTarballsFromGitForges();
        return Schemes.of(List.of(
                new FileScheme(fetchers.file()),
                new GitScheme(() -> options.get().verifiedFetches(), fetchers.git()),
                new GitHubScheme(trust, fetchers.github()),
                new GitLabScheme(trust, fetchers.gitlab()),
                new IndirectScheme(),
                new MercurialScheme(fetchers.hg()),
                new PathScheme(fetchers.path()),
                new SourceHutScheme(trust, fetchers.sourcehut()),
                new TarballScheme(fetchers.tarball())));
    }

    /** The schemes with Nix's default options and without anything that fetches. */
    public static Schemes language() {
        return of(SchemeOptions.defaults(), InputFetchers.none());
    }
}
