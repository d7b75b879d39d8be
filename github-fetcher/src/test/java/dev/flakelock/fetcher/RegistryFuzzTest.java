package dev.flakelock.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.Downloads;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.registry.Registries;
import dev.flakelock.core.registry.Registry;
import dev.flakelock.core.registry.RegistryEntry;
import dev.flakelock.core.registry.RegistryLocations;
import dev.flakelock.core.registry.RegistryReader;
import dev.flakelock.core.registry.RegistryScope;
import dev.flakelock.core.registry.RegistryWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Any bytes are a registry, as far as they go: what is read of them is written and read as the same, and looking its
 * entries up ends, in circles too.
 */
class RegistryFuzzTest {

    private static final Schemes SCHEMES = StandardSchemes.language();
    private static final Path NOWHERE = Path.of("/nonexistent/registry.json");
    private static final Downloads OFFLINE = (url, context) -> {
        throw new FlakeException("unable to download '" + url + "'");
    };

    @FuzzTest(maxDuration = "60m")
    void anyBytes(byte[] data) {
        Registry registry = read(data);
        byte[] written = RegistryWriter.toJson(registry).getBytes(StandardCharsets.UTF_8);
        assertThat(read(written).entries()).isEqualTo(registry.entries());

        Registries registries = new Registries(registry, new RegistryLocations(NOWHERE, NOWHERE, ""), SCHEMES, OFFLINE);
        for (RegistryEntry entry : registry.entries()) {
            try {
                assertThat(registries.resolve(entry.from(), RegistryScope.ALL, new TestContext()))
                        .isNotNull();
            } catch (FlakeException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    private static Registry read(byte[] bytes) {
        return RegistryReader.read(bytes, "/registry.json", SCHEMES, warning -> {});
    }
}
