package dev.flakelock.fetcher;

import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.TestArchive;
import java.util.List;

/** The internet of the recorded references: every server has the same small flake, in every branch. */
final class ReferenceForges {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final String ASKED_REV = "a".repeat(40);
    private static final String FLAKE = "{ outputs = _: { }; }\n";

    private ReferenceForges() {}

    static FakeInternet internet() {
        FakeInternet internet = new FakeInternet();
        gitHub(internet);
        gitLab(internet);
        sourceHut(internet);
        for (String name : List.of("x.tar.gz", "x.tar.gz?a=b", "x.tgz", "noext", "plain")) {
            internet.at("https://example.org/" + name, archive());
        }
        return internet;
    }

    private static void gitHub(FakeInternet internet) {
        Answer commit = Answer.ok("{\"sha\":\"" + REV + "\",\"commit\":{\"tree\":{\"sha\":\"" + REV + "\"}}}");
        for (String ref : List.of("HEAD", "main", "feature/x")) {
            internet.at("https://api.github.com/repos/a/b/commits/" + ref, commit);
        }
        internet.at("https://gh.example.org/api/v3/repos/a/b/commits/HEAD", commit);
        internet.at("https://gh.example.org/api/v3/repos/a/b/tarball/" + REV, archive());
        for (String rev : List.of(REV, ASKED_REV)) {
            internet.at("https://github.com/a/b/archive/" + rev + ".tar.gz", archive());
        }
    }

    private static void gitLab(FakeInternet internet) {
        for (String project : List.of("a%2Fb", "g/sub%2Fb", "g%2Fsub%2Fb")) {
            String repository = "https://gitlab.com/api/v4/projects/" + project + "/repository/";
            internet.at(repository + "commits?ref_name=HEAD", Answer.ok("[{\"id\":\"" + REV + "\"}]"));
            internet.at(repository + "archive.tar.gz?sha=" + REV, archive());
        }
    }

    private static void sourceHut(FakeInternet internet) {
        String repository = "https://git.sr.ht/~a/b/";
        internet.at(repository + "HEAD", Answer.ok("ref: refs/heads/main\n"));
        internet.at(repository + "info/refs", Answer.ok(REV + "\trefs/heads/main\n" + REV + "\trefs/tags/v1\n"));
        internet.at(repository + "archive/" + REV + ".tar.gz", archive());
    }

    private static Answer archive() {
        return Answer.ok(new TestArchive()
                .file("flake.nix", FLAKE)
                .file("sub/flake.nix", FLAKE)
                .gzip());
    }
}
