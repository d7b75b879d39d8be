package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import dev.flakelock.core.resolve.RegistryLookup;
import dev.flakelock.core.resolve.Resolver;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is asked of a forge that is not needed: one look-up for each branch, one archive for each commit. */
final class RequestCountsTest {

    private static final int MANY = 24;
    private static final RegistryLookup NO_REGISTRIES = (input, scope, context) -> {
        throw new FlakeException("there are no registries");
    };

    /** A forge with repositories of one owner. */
    enum Forge {
        GITHUB(
                "github:o/%s",
                "https://api.github.com/repos/o/%s/commits/%s", "https://github.com/o/%s/archive/%s.tar.gz") {
            @Override
            String answer(String rev) {
                return "{\"sha\":\"" + rev + "\"}";
            }
        },
        GITLAB(
                "gitlab:o/%s",
                "https://gitlab.com/api/v4/projects/o%%2F%s/repository/commits?ref_name=%s",
                "https://gitlab.com/api/v4/projects/o%%2F%s/repository/archive.tar.gz?sha=%s") {
            @Override
            String answer(String rev) {
                return "[{\"id\":\"" + rev + "\"}]";
            }
        };

        final String input;
        final String lookup;
        final String archive;

        Forge(String input, String lookup, String archive) {
            this.input = input;
            this.lookup = lookup;
            this.archive = archive;
        }

        abstract String answer(String rev);
    }

    @TempDir
    Path temporary;

    private final FakeInternet internet = new FakeInternet();
    private Path directory;

    @BeforeEach
    void makeDirectories() throws IOException {
        directory = temporary.toRealPath();
        Files.createDirectories(directory.resolve("flake"));
    }

    @ParameterizedTest
    @EnumSource
    void manyInputsAreLookedUpAndFetchedOnceEach(Forge forge) throws Exception {
        List<String> expected = new ArrayList<>();
        List<String> inputs = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            expected.addAll(publish(forge, "r" + i, "HEAD", i));
            inputs.add(forge.input.formatted("r" + i));
        }
        writeFlake(inputs);

        lock(LockUpdates.NONE);
        assertThat(internet.takeUrls()).containsExactlyInAnyOrderElementsOf(expected);

        lock(LockUpdates.NONE);
        lock(LockUpdates.EVERYTHING);
        assertThat(internet.takeUrls())
                .as("all is locked, and what was looked up is fresh")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void inputsOfOneBranchShareTheirLookup(Forge forge) throws Exception {
        List<String> expected = publish(forge, "r", "main", 1);
        String input = forge.input.formatted("r") + "/main";
        writeFlake(List.of(input, input, input + "?dir=sub"));

        lock(LockUpdates.NONE);

        assertThat(internet.takeUrls()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void branchesAtOneCommitShareItsArchive(Forge forge) throws Exception {
        List<String> expected = new ArrayList<>(publish(forge, "r", "main", 1));
        expected.add(publish(forge, "r", "dev", 1).get(0));
        String input = forge.input.formatted("r");
        writeFlake(List.of(input + "/main", input + "/dev"));

        lock(LockUpdates.NONE);

        assertThat(internet.takeUrls()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aNewInputIsTheOnlyOneAskedFor() throws Exception {
        publish(Forge.GITHUB, "a", "HEAD", 1);
        List<String> expected = publish(Forge.GITHUB, "b", "HEAD", 2);
        writeFlake(List.of("github:o/a"));
        lock(LockUpdates.NONE);
        internet.takeUrls();

        writeFlake(List.of("github:o/a", "github:o/b"));
        lock(LockUpdates.NONE);

        assertThat(internet.takeUrls()).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Puts a branch at a commit; returns the requests that find it and fetch it. */
    private List<String> publish(Forge forge, String repo, String ref, int commit) {
        String rev = "%040x".formatted(commit + 1);
        String lookup = forge.lookup.formatted(repo, ref);
        String archive = forge.archive.formatted(repo, rev);
        internet.at(lookup, Answer.ok(forge.answer(rev)));
        internet.at(
                archive,
                Answer.ok(new TestArchive()
                        .file("flake.nix", "{ outputs = _: { }; }")
                        .file("sub/flake.nix", "{ outputs = _: { }; }")
                        .gzip()));
        return List.of(lookup, archive);
    }

    private void writeFlake(List<String> urls) throws IOException {
        StringBuilder text = new StringBuilder("{\n");
        for (int i = 0; i < urls.size(); i++) {
            text.append("  inputs.i%d.url = \"%s\";\n".formatted(i, urls.get(i)));
        }
        Files.writeString(directory.resolve("flake/flake.nix"), text + "  outputs = _: { };\n}\n");
    }

    private void lock(LockUpdates updates) throws FlakeException {
        Path home = directory.resolve("home");
        Settings settings = Settings.defaults(Environment.of(Map.of(), directory, home, OperatingSystem.LINUX));
        try (Fetchers fetchers = Fetchers.builder(settings)
                .client(internet.client())
                .cacheDirectory(directory.resolve("cache"))
                .build()) {
            Schemes schemes = StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
            FlakeRef ref = FlakeRef.parse("path:" + directory.resolve("flake"), RefContext.absolute(schemes));
            new Resolver(schemes, NO_REGISTRIES, new FlakeNixReader(schemes, false), 8)
                    .lock(LockRequest.of(ref).updates(updates).build(), warning -> {});
        }
    }
}
