package dev.flakelock.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.flake.FlakeNixReader;
import dev.flakelock.core.lock.LockFile;
import dev.flakelock.core.ref.FlakeRef;
import dev.flakelock.core.ref.RefContext;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.Resolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network of the resolve benchmark has as many inputs as it says. */
class FakeNetworkTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000})
    void everyInputIsLocked(int inputs) throws FlakeException {
        Schemes schemes = new FakeNetwork(inputs).schemes();
        Resolver resolver = new Resolver(
                schemes,
                (indirect, scope, context) -> {
                    throw new FlakeException("no registry");
                },
                new FlakeNixReader(schemes, false),
                4);
        FlakeRef top = FlakeRef.parse(FakeNetwork.TOP, RefContext.absolute(schemes));

        LockFile lock = resolver.lock(LockRequest.of(top).writeLockFile(false).build(), warning -> {})
                .lockFile();

        assertThat(lock.nodes().values().stream()
                        .filter(node -> node.pin() != null && node.pin().isFlake()))
                .hasSize(inputs);
    }
}
