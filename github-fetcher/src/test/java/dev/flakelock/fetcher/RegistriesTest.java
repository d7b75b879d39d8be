package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.Downloads;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import dev.flakelock.core.registry.RegistryKind;
import dev.flakelock.core.registry.RegistryLocations;
import dev.flakelock.core.registry.RegistryScope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lookups, with the registries and answers of real Nix. */
class RegistriesTest {

    private static final Schemes SCHEMES = StandardSchemes.language();
    private static final String REV_A = "a".repeat(40);
    private static final String REV_B = "b".repeat(40);
    private static final String EMPTY = "{\"version\":2,\"flakes\":[]}";
    private static final Downloads OFFLINE = (url, context) -> {
        throw new FlakeException("unable to download '" + url + "'");
    };

    private final TestContext context = new TestContext();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "a, github:o/r/dflt",
        "a/x, github:o/r/x",
        "a/A40, github:o/r/A40",
        "b, github:o/r/B40",
        "b/x, github:o/r/x",
        "e, git+https://h/r",
        "e/x, git+https://h/r?ref=x",
        "e/x/A40, git+https://h/r?ref=x&rev=A40",
        "f/A40, git+https://h/r?ref=m&rev=A40",
        "i, github:o/r/dflt",
        "i/x, github:o/r/x",
        "j, github:o/r?dir=sub",
        "flake:j?dir=mine, github:o/r?dir=sub",
        "k, github:o/r?dir=sub",
        "flake:a?dir=mine, github:o/r/dflt?dir=mine",
        "l, github:o/exact",
        "m/x, github:o/first",
        "n/x/A40, hg+https://h/r?ref=x&rev=A40",
        "p, path:/p",
        "github:from/here, github:to/there",
        "github:from/here/x, github:to/there/x",
        "github:elsewhere/here, github:elsewhere/here",
    })
    void anEntryIsCombinedWithWhatWasAskedFor(String asked, String found) throws FlakeException {
        Registries registries = withUserRegistry();

        assertThat(registries.resolve(ref(asked), RegistryScope.ALL, context).toUrl())
                .hasToString(expand(found));
        assertThat(context.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/x/A40 | cannot apply both a commit hash (A40) and a branch/tag name ('x') to input"
                        + " 'github:o/r/dflt'",
                "e/A40 | Git input 'git+https://h/r?rev=A40' has a commit hash but no branch/tag name",
                "l/x | cannot find flake 'flake:l/x' in the flake registries",
                "nowhere | cannot find flake 'flake:nowhere' in the flake registries",
                "q | cycle detected in flake registry for 'flake:q'",
                "s | cycle detected in flake registry for 'flake:s'",
                "p/x | don't know how to set branch/tag name of input 'path:/p' to 'x'",
                "p/A40 | don't know how to set revision of input 'path:/p' to 'A40'",
                "p/x/A40 | don't know how to set branch/tag name of input 'path:/p' to 'x'",
                "t/x | don't know how to set branch/tag name of input 'https://h/x.tar.gz' to 'x'",
            })
    void whatCannotBeFoundOrCombinedIsAnError(String asked, String message) {
        Registries registries = withUserRegistry();

        assertThatThrownBy(() -> registries.resolve(ref(asked), RegistryScope.ALL, context))
                .isInstanceOf(FlakeException.class)
                .hasMessage(expand(message));
    }

    private Registries withUserRegistry() {
        String[][] entries = {
            {"a", "github:o/r/dflt"},
            {"b", "github:o/r/B40"},
            {"e", "git+https://h/r"},
            {"f", "git+https://h/r?ref=m"},
            {"i", "flake:a"},
            {"j", "github:o/r?dir=sub"},
            {"k", "flake:j?dir=outer"},
            {"m/x", "github:o/first"},
            {"m", "github:o/second"},
            {"n", "hg+https://h/r"},
            {"p", "path:/p"},
            {"q", "flake:q"},
            {"s", "flake:s2"},
            {"s2", "flake:s"},
            {"t", "https://h/x.tar.gz"},
            {"github:from/here", "github:to/there"},
        };
        Registry registry = Registry.empty();
        try {
            for (String[] entry : entries) {
                registry = registry.with(RegistryEntry.of(ref(entry[0]).input(), ref(entry[1])));
            }
            RegistryEntry exact = RegistryEntry.of(ref("l").input(), ref("github:o/exact"));
            registry = registry.with(new RegistryEntry(exact.from(), exact.to(), exact.extra(), true));
        } catch (FlakeException e) {
            throw new IllegalStateException(e);
        }
        return new Registries(registry, locations(""), SCHEMES, OFFLINE);
    }

    @Test
    void inputsDoNotSeeTheRegistriesOfUserAndMachine() throws Exception {
        Files.writeString(directory.resolve("user.json"), entry("x", "github:user/x"));
        Files.writeString(directory.resolve("system.json"), entry("y", "github:system/y"));
        Files.writeString(directory.resolve("global.json"), entry("x", "github:global/x"));
        Registries registries = new Registries(
                Registry.empty(), locations(directory.resolve("global.json").toString()), SCHEMES, OFFLINE);

        assertThat(show(registries, "x", RegistryScope.ALL)).isEqualTo("github:user/x");
        assertThat(show(registries, "x", RegistryScope.LIMITED)).isEqualTo("github:global/x");
        assertThat(show(registries, "y", RegistryScope.ALL)).isEqualTo("github:system/y");
        assertThatThrownBy(() -> show(registries, "y", RegistryScope.LIMITED))
                .hasMessage("cannot find flake 'flake:y' in the flake registries");
    }

    @Test
    void optionsWinOverAllFilesAndApplyToInputs() throws Exception {
        Files.writeString(directory.resolve("user.json"), entry("x", "github:user/x"));
        Registry flags = Registry.empty().with(RegistryEntry.of(ref("x").input(), ref("github:flag/x?dir=d")));
        Registries registries = new Registries(flags, locations(""), SCHEMES, OFFLINE);

        assertThat(show(registries, "x", RegistryScope.ALL)).isEqualTo("github:flag/x?dir=d");
        assertThat(show(registries, "x", RegistryScope.LIMITED)).isEqualTo("github:flag/x?dir=d");
        assertThat(registries.registry(RegistryKind.USER, context).entries()).hasSize(1);
    }

    @Test
    void registriesCanBeSwitchedOff() throws FlakeException {
        Registries registries = withUserRegistry();

        assertThatThrownBy(() -> show(registries, "flake:a?dir=d", RegistryScope.NONE))
                .hasMessage("'flake:a?dir=d' is an indirect flake reference, but registry lookups are not allowed");
        assertThat(show(registries, "github:from/here", RegistryScope.NONE)).isEqualTo("github:from/here");
    }

    @Test
    void theGlobalRegistryCanBeDownloaded() throws FlakeException {
        Downloads server = (url, fetch) -> {
            assertThat(url).isEqualTo("https://h/registry.json");
            return entry("x", "github:global/x").getBytes(StandardCharsets.UTF_8);
        };
        Registries registries = new Registries(Registry.empty(), locations("https://h/registry.json"), SCHEMES, server);

        assertThat(show(registries, "x/branch", RegistryScope.LIMITED)).isEqualTo("github:global/x/branch");
    }

    @Test
    void aGlobalRegistryThatCannotBeLoadedFailsEveryLookup() throws IOException {
        Files.writeString(directory.resolve("user.json"), entry("x", "github:user/x"));
        Registries registries =
                new Registries(Registry.empty(), locations("https://h/registry.json"), SCHEMES, OFFLINE);

        assertThatThrownBy(() -> show(registries, "x", RegistryScope.ALL))
                .hasMessage("unable to download 'https://h/registry.json'");
    }

    @Test
    void theLocationOfTheGlobalRegistryMustBeAbsolute() {
        Registries registries = new Registries(Registry.empty(), locations("relative.json"), SCHEMES, OFFLINE);

        assertThatThrownBy(() -> show(registries, "x", RegistryScope.ALL))
                .hasMessage("URL 'relative.json' doesn't have a scheme");
    }

    @Test
    void aFlakeCanNameAnotherGlobalRegistryUntilTheFirstLookup() throws Exception {
        Files.writeString(directory.resolve("global.json"), entry("x", "github:global/x"));
        Registries registries = new Registries(Registry.empty(), locations(""), SCHEMES, OFFLINE);
        String other = directory.resolve("global.json").toString();

        assertThat(show(registries.withGlobal(other), "x", RegistryScope.LIMITED))
                .isEqualTo("github:global/x");
        assertThatThrownBy(() -> show(registries, "x", RegistryScope.LIMITED)).isInstanceOf(FlakeException.class);
        assertThat(registries.withGlobal(other)).isSameAs(registries);
    }

    @Test
    void missingFilesAreEmptyRegistries() throws FlakeException {
        Registries registries = new Registries(
                Registry.empty(), locations(directory.resolve("none").toString()), SCHEMES, OFFLINE);

        for (RegistryKind kind : RegistryKind.values()) {
            assertThat(registries.registry(kind, context).entries()).isEmpty();
        }
        assertThat(context.warnings()).isEmpty();
    }

    @Test
    void filesAreReadOnce() throws Exception {
        Files.writeString(directory.resolve("user.json"), EMPTY);
        Registries registries = new Registries(Registry.empty(), locations(""), SCHEMES, OFFLINE);
        registries.registry(RegistryKind.USER, context);

        Files.writeString(directory.resolve("user.json"), entry("x", "github:user/x"));

        assertThat(registries.registry(RegistryKind.USER, context).entries()).isEmpty();
    }

    private RegistryLocations locations(String global) {
        return new RegistryLocations(directory.resolve("user.json"), directory.resolve("system.json"), global);
    }

    private String show(Registries registries, String asked, RegistryScope scope) throws FlakeException {
        return registries.resolve(ref(asked), scope, context).toUrl().toString();
    }

    private static String entry(String from, String to) {
        String[] target = to.substring("github:".length()).split("/", -1);
        return String.format(
                "{\"version\":2,\"flakes\":[{\"from\":{\"type\":\"indirect\",\"id\":\"%s\"},"
                        + "\"to\":{\"type\":\"github\",\"owner\":\"%s\",\"repo\":\"%s\"}}]}",
                from, target[0], target[1]);
    }

    private static FlakeRef ref(String text) throws FlakeException {
        return FlakeRef.parse(expand(text), RefContext.absolute(SCHEMES));
    }

    private static String expand(String text) {
        return text.replace("A40", REV_A).replace("B40", REV_B);
    }
}
