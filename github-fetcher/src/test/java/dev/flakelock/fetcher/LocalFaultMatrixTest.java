package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakelock.core.error.ErrorText;
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
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.testing.LocalFault;
import dev.flakelock.fetcher.testing.LockingWorld;
import dev.flakelock.fetcher.testing.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of directories and repositories on this machine, at the first, a middle and the last input of a flake that is
 * being updated: it is said which input it is, the lock file stays as it was, nothing is left behind, and once all is well
 * the update goes through.
 */
final class LocalFaultMatrixTest {

    private static final RegistryLookup NONE = (input, scope, context) -> {
        throw new FlakeException("there are no registries");
    };

    private static boolean mercurial;

    @TempDir
    Path temporary;

    private Path directory = Path.of("");
    private int worlds;

    @BeforeAll
    static void lookForMercurial() throws InterruptedException {
        try {
            mercurial = new ProcessBuilder("hg", "--version", "--quiet").start().waitFor() == 0;
        } catch (IOException e) {
            mercurial = false;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyFaultEverywhere() {
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(LocalFault.values())
                        .filter(fault -> fault.concerns(place))
                        .flatMap(fault -> LockingWorld.NAMES.stream()
                                .map(name -> DynamicTest.dynamicTest(
                                        place + " " + fault + " at " + name, () -> check(place, fault, name)))));
    }

    private void check(Place place, LocalFault fault, String struck) throws Exception {
        assumeTrue(mercurial || !place.isMercurial(), "the hg program");
        directory = Files.createDirectory(temporary.toRealPath().resolve("w" + worlds++));
        makeInputs(place, 1);
        writeFlake(place);
        assertThat(update()).isEmpty();
        byte[] old = lockFile();
        makeInputs(place, 2);
        fault.strike(directory.resolve(struck));

        FlakeException failure = update().orElseThrow();

        assertThat(failure.exitStatus()).isEqualTo(1);
        assertThat(ErrorText.render(failure, new ErrorText.Options(true, false, true)))
                .containsAnyOf(
                        "while updating the flake input '" + struck + "'",
                        "unlocked input ('git+file://" + directory.resolve(struck));
        assertThat(lockFile()).isEqualTo(old);
        try (Stream<Path> files = Files.list(directory.resolve("flake"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("flake.nix", "flake.lock");
        }

        makeInputs(place, 2);
        assertThat(update()).isEmpty();
        assertThat(lockFile()).isNotEqualTo(old);
    }

    private void makeInputs(Place place, int revision) throws Exception {
        for (String name : LockingWorld.NAMES) {
            Path input = directory.resolve(name);
            if (Files.isSymbolicLink(input)) {
                Files.delete(input);
            }
            Place.clear(input);
            copy(template(place, name, revision), input);
        }
    }

    /** An input as it is to be, made once. */
    private Path template(Place place, String name, int revision) throws Exception {
        Path template = temporary.resolve("templates/" + place + revision + "/" + name);
        if (!Files.exists(template)) {
            place.make(template, revision);
        }
        return template;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private void writeFlake(Place place) throws IOException {
        StringBuilder text = new StringBuilder("{\n");
        for (String name : LockingWorld.NAMES) {
            text.append("  inputs.%s = { url = \"%s\"; flake = false; };\n"
                    .formatted(name, place.reference(directory.resolve(name))));
        }
        Files.createDirectories(directory.resolve("flake"));
        Files.writeString(directory.resolve("flake/flake.nix"), text + "  outputs = _: { };\n}\n");
    }

    private byte[] lockFile() throws IOException {
        return Files.readAllBytes(directory.resolve("flake/flake.lock"));
    }

    /** Updates everything; returns what failed. */
    private Optional<FlakeException> update() {
        try (Fetchers fetchers = Fetchers.builder(settings())
                .cacheDirectory(directory.resolve("cache"))
                .build()) {
            Schemes schemes = StandardSchemes.of(SchemeOptions.defaults(), fetchers.all());
            FlakeRef ref = FlakeRef.parse("path:" + directory.resolve("flake"), RefContext.absolute(schemes));
            List<String> said = new ArrayList<>();
            new Resolver(schemes, NONE, new FlakeNixReader(schemes, false), 4)
                    .lock(LockRequest.of(ref).updates(LockUpdates.EVERYTHING).build(), said::add);
            return Optional.empty();
        } catch (FlakeException e) {
            return Optional.of(e);
        }
    }

    private Settings settings() {
        Environment environment = Environment.of(
                Map.of("PATH", System.getenv("PATH")), directory, directory.resolve("home"), OperatingSystem.LINUX);
        return Settings.defaults(environment).toBuilder()
                .set(Setting.TARBALL_TTL, 0L)
                .set(Setting.FLAKELOCK_MAX_FILES, (long) LocalFault.MOST_FILES)
                .set(Setting.FLAKELOCK_MAX_TREE, 1L << 20)
                .build();
    }
}
