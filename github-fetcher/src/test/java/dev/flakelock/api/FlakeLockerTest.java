package dev.flakelock.api;

import static dev.flakelock.api.LockerWorld.rev;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.registry.RegistryKind;
import dev.flakelock.core.resolve.InputChange.Kind;
import dev.flakelock.core.resolve.LockUpdates;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.settings.Credentials;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program can do with a locker, and what it finds out from the results. */
final class FlakeLockerTest {

    private static final String EMPTY = "{ outputs = { self }: { }; }";
    private static final String TWO_INPUTS = """
            {
              inputs.a.url = "github:o/a";
              inputs.b.url = "github:o/b";
              outputs = { self, a, b }: { };
            }
            """;

    @TempDir
    Path directory;

    private LockerWorld world;

    @BeforeEach
    void createWorld() throws Exception {
        world = new LockerWorld(directory).head("o/a", 1, EMPTY).head("o/b", 2, EMPTY);
    }

    @Test
    void locksAndSaysWhatItAdded() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().build()) {
            LockedFlake result = locker.lock(world.request(locker, flake).build(), world.listener);
            assertThat(result.isWritten()).isTrue();
            assertThat(summary(result)).containsExactly("a ADDED DECLARED", "b ADDED DECLARED");
            assertThat(result.lockFileBefore()).isEqualTo(LockFile.EMPTY);
            assertThat(Files.readString(flake.resolve("flake.lock"))).contains(rev(1), rev(2));
            assertThat(world.warnings).hasSize(1).first().asString().contains("creating lock file");
        }
    }

    @Test
    void updatesOneInputAndKeepsTheOther() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
            world.head("o/a", 3, EMPTY).head("o/b", 4, EMPTY);
            LockedFlake result = locker.lock(
                    world.request(locker, flake).updates(LockUpdates.of("a")).build(), world.listener);
            assertThat(summary(result)).containsExactly("a UPDATED UPDATE", "b KEPT LOCKED");
            assertThat(result.diff().toText()).contains("'github:o/a/" + rev(1), "'github:o/a/" + rev(3));
            assertThat(Files.readString(flake.resolve("flake.lock"))).contains(rev(3), rev(2));
        }
    }

    @Test
    void nothingNewerIsAResultToo() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
            LockedFlake result = locker.lock(
                    world.request(locker, flake).updates(LockUpdates.EVERYTHING).build(), world.listener);
            assertThat(result.isWritten()).isFalse();
            assertThat(summary(result)).containsExactly("a KEPT UPDATE", "b KEPT UPDATE");
        }
    }

    @Test
    void tellsReferencesFollowsAndParentsApart() throws Exception {
        world.head("o/c", 5, "{ inputs.x.url = \"github:o/a\"; outputs = _: { }; }");
        Path flake = world.flake("f", """
                {
                  inputs = { a.url = "github:o/a"; b.url = "github:o/b"; c.url = "github:o/c"; gone.url = "github:o/b"; };
                  outputs = _: { };
                }
                """);
        try (FlakeLocker locker = world.builder().build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
            world.flake("f", """
                    {
                      inputs = { a.follows = "b"; b.url = "github:o/a"; c.url = "github:o/b"; };
                      outputs = _: { };
                    }
                    """);
            LockedFlake result = locker.lock(world.request(locker, flake).build(), world.listener);
            assertThat(summary(result))
                    .containsExactly(
                            "a UPDATED FOLLOWS",
                            "b UPDATED REFERENCE",
                            "c UPDATED REFERENCE",
                            "c/x REMOVED PARENT",
                            "gone REMOVED UNDECLARED");
        }
    }

    @Test
    void anOverrideIsAReasonAndIsNotWrittenUnlessAskedFor() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().build()) {
            FlakeRef other = locker.parseOverride("github:o/b", world.listener);
            LockedFlake result = locker.lock(
                    world.request(locker, flake)
                            .overrides(Map.of(dev.flakelock.core.lock.InputAttrPath.of("a"), other))
                            .writeLockFile(false)
                            .build(),
                    world.listener);
            assertThat(result.isWritten()).isFalse();
            assertThat(result.changes().get(0).kind()).isEqualTo(Kind.ADDED);
            assertThat(flake.resolve("flake.lock")).doesNotExist();
        }
    }

    @Test
    void looksUpAfreshUnlessTheRequestSaysOtherwise() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
            world.head("o/a", 3, EMPTY);
            LockUpdates all = LockUpdates.EVERYTHING;
            LockedFlake cached = locker.lock(
                    world.request(locker, flake).updates(all).refresh(false).build(), world.listener);
            assertThat(cached.isWritten()).isFalse();
            LockedFlake fresh =
                    locker.lock(world.request(locker, flake).updates(all).build(), world.listener);
            assertThat(summary(fresh)).containsExactly("a UPDATED UPDATE", "b KEPT UPDATE");
        }
    }

    @Test
    void theClockDecidesWhatIsFresh() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
            world.head("o/a", 3, EMPTY);
            world.now = world.now.plusSeconds(3601);
            LockedFlake result = locker.lock(
                    world.request(locker, flake)
                            .updates(LockUpdates.EVERYTHING)
                            .refresh(false)
                            .build(),
                    world.listener);
            assertThat(result.isWritten()).isTrue();
        }
    }

    @Test
    void theCacheIsWhereItIsWanted() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        Path cache = world.directory.resolve("elsewhere");
        try (FlakeLocker locker = world.builder().cacheDirectory(cache).build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
        }
        assertThat(cache).isNotEmptyDirectory();
        assertThat(world.directory.resolve("home")).doesNotExist();
    }

    @Test
    void aCacheInMemoryServesEveryCallAndLeavesNothing() throws Exception {
        Path one = world.flake("one", TWO_INPUTS);
        Path two = world.flake("two", TWO_INPUTS);
        try (FlakeLocker locker = world.builder().cacheInMemory(1 << 20).build()) {
            locker.lock(world.request(locker, one).refresh(false).build(), world.listener);
            world.internet.takeUrls();
            locker.lock(world.request(locker, two).refresh(false).build(), world.listener);
            assertThat(world.internet.takeUrls()).isEmpty();
        }
        assertThat(world.directory.resolve("home")).doesNotExist();
        assertThat(two.resolve("flake.lock")).hasSameBinaryContentAs(one.resolve("flake.lock"));
    }

    @Test
    void aProgramsTokenIsShownToItsForge() throws Exception {
        Path flake = world.flake("f", "{ inputs.a.url = \"github:o/a\"; outputs = _: { }; }");
        Secrets secrets = new Secrets() {
            @Override
            public Optional<String> token(String host, String owner, String repo) {
                return Optional.of(host + "-" + owner + "-" + repo);
            }
        };
        try (FlakeLocker locker = world.builder().secrets(secrets).build()) {
            locker.lock(world.request(locker, flake).build(), world.listener);
        }
        assertThat(world.internet.takeRequests())
                .isNotEmpty()
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("token github.com-o-a"));
    }

    @Test
    void aProgramsPasswordIsShownToItsHost() throws Exception {
        world.internet.at("https://h.example/x", Answer.ok("hello"));
        Secrets secrets = new Secrets() {
            @Override
            public Optional<Credentials> credentials(String host, String user) {
                return host.equals("h.example") ? Optional.of(new Credentials("me", "secret")) : Optional.empty();
            }
        };
        try (FlakeLocker locker = world.builder().secrets(secrets).build()) {
            FlakeRef file = locker.parseAbsolute("file+https://h.example/x", world.listener);
            assertThat(locker.fetch(List.of(file), world.listener).get(0).failure())
                    .isNull();
        }
        Request request = world.internet.takeRequests().get(0);
        assertThat(request.header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFlakeConfiguresOnlyItsOwnCall() throws Exception {
        Path registry = Files.writeString(world.directory.resolve("registry.json"), """
                {"version": 2, "flakes": [{"from": {"type": "indirect", "id": "known"},
                 "to": {"type": "github", "owner": "o", "repo": "a"}}]}
                """);
        Path configured = world.flake(
                "configured",
                "{ nixConfig.flake-registry = \"" + registry
                        + "\"; inputs.known.url = \"flake:known\"; outputs = _: { }; }");
        Path plain = world.flake("plain", "{ inputs.known.url = \"flake:known\"; outputs = _: { }; }");
        try (FlakeLocker locker = world.builder().build()) {
            LockedFlake result = locker.lock(world.request(locker, configured).build(), world.listener);
            assertThat(result.lockFile().inputs()).map(FlakeRef::show).allMatch(text -> text.startsWith("github:o/a/"));
            assertThatThrownBy(() -> locker.lock(world.request(locker, plain).build(), world.listener))
                    .hasMessageContaining("cannot find flake 'flake:known' in the flake registries");
            assertThat(locker.settings().flakeRegistry()).isEmpty();
        }
    }

    @Test
    void aFlakeMayBeAskedAbout() throws Exception {
        Path flake = world.flake("f", "{ nixConfig.connect-timeout = 7; outputs = _: { }; }");
        List<String> questions = new ArrayList<>();
        try (FlakeLocker locker = world.builder().build()) {
            locker.lock(world.request(locker, flake).build(), new Asked(questions));
        }
        assertThat(questions).first().asString().startsWith("do you want to allow configuration setting");
    }

    @Test
    void registriesCanBeOverriddenForSomeCalls() throws Exception {
        Path flake = world.flake("f", "{ inputs.n.url = \"flake:n\"; outputs = _: { }; }");
        try (FlakeLocker locker = world.builder().build()) {
            FlakeRef name = locker.parseAbsolute("n", world.listener);
            FlakeLocker other = locker.overriding(name, locker.parseAbsolute("github:o/a", world.listener));
            assertThat(other.resolve(name, world.listener).show()).isEqualTo("github:o/a");
            assertThat(other.registries(world.listener))
                    .hasEntrySatisfying(
                            RegistryKind.FLAG,
                            registry -> assertThat(registry.entries()).hasSize(1));
            assertThatThrownBy(() -> locker.resolve(name, world.listener)).hasMessageContaining("cannot find flake");

            LockFile inputs = locker.lock(
                            world.request(locker, world.flake("g", TWO_INPUTS)).build(), world.listener)
                    .lockFile();
            FlakeRef b = locker.parseAbsolute("b", world.listener);
            assertThat(locker.lookingAmong(inputs).resolve(b, world.listener).show())
                    .startsWith("github:o/b/" + rev(2));
            assertThat(flake.resolve("flake.lock")).doesNotExist();
        }
    }

    @Test
    void pinsAFlakeInARegistry() throws Exception {
        Path file = world.directory.resolve("pins.json");
        try (FlakeLocker locker = world.builder().build()) {
            FlakeRef name = locker.parseAbsolute("mine", world.listener);
            FlakeRef target = locker.parseAbsolute("github:o/a", world.listener);
            FlakeRef pinned = locker.pin(file, name, target, world.listener);
            assertThat(pinned.show()).contains(rev(1));
        }
        assertThat(file).content().contains(rev(1), "\"mine\"");
    }

    @Test
    void readsTheUsersRegistryAnewForEachCall() throws Exception {
        try (FlakeLocker locker = world.builder().build()) {
            FlakeRef name = locker.parseAbsolute("mine", world.listener);
            Path file = world.environment().configDir().resolve("registry.json");
            locker.registry(file).add(name, locker.parseAbsolute("github:o/a", world.listener));
            assertThat(locker.resolve(name, world.listener).show()).isEqualTo("github:o/a");
            locker.registry(file).add(name, locker.parseAbsolute("github:o/b", world.listener));
            assertThat(locker.resolve(name, world.listener).show()).isEqualTo("github:o/b");
        }
    }

    @Test
    void threadsShareALocker() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (FlakeLocker locker = world.builder().cacheInMemory(1 << 20).build()) {
            List<Callable<String>> jobs = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Path flake = world.flake("f" + i, TWO_INPUTS);
                jobs.add(() -> {
                    locker.lock(world.request(locker, flake).build(), warning -> {});
                    return Files.readString(flake.resolve("flake.lock"));
                });
            }
            List<String> locks = new ArrayList<>();
            for (Future<String> lock : threads.invokeAll(jobs)) {
                locks.add(lock.get());
            }
            assertThat(locks).hasSize(32).containsOnly(locks.get(0));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void settingsAreExplicit() throws Exception {
        Path flake = world.flake("f", TWO_INPUTS);
        FlakeLocker.Builder builder = FlakeLocker.builder(
                        world.settings().set(Setting.USE_REGISTRIES, false).build())
                .client(world.internet.client());
        try (FlakeLocker locker = builder.build()) {
            FlakeRef name = locker.parseAbsolute("n", world.listener);
            assertThatThrownBy(() -> locker.resolve(name, world.listener))
                    .hasMessageContaining("registry lookups are not allowed");
            locker.lock(world.request(locker, flake).build(), world.listener);
        }
    }

    private static List<String> summary(LockedFlake result) {
        return result.changes().stream()
                .map(change -> change.path() + " " + change.kind() + " " + change.reason())
                .toList();
    }

    private record Asked(List<String> questions) implements dev.flakelock.core.resolve.LockListener {

        @Override
        public void warning(String message) {}

        @Override
        public boolean ask(String question) {
            questions.add(question);
            return false;
        }
    }
}
