package dev.flakelock.examples;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockedFlake;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Secrets;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/** A service that locks flakes of others: nothing of the machine it runs on counts, and no call takes for ever. */
final class Embedding {

    private Embedding() {}

    // guide: build
    static FlakeLocker locker(Path workspace, OkHttpClient client, Supplier<String> token) {
        Environment environment = Environment.of(Map.of(), workspace, workspace.resolve("home"), OperatingSystem.LINUX);
        Settings settings = Settings.defaults(environment).toBuilder()
                .set(Setting.USE_REGISTRIES, false)
                .set(Setting.DOWNLOAD_ATTEMPTS, 2L)
                .build();
        return FlakeLocker.builder(settings)
                .client(client)
                .secrets(new Secrets() {
                    @Override
                    public Optional<String> token(String host, String owner, String repo) {
                        return host.equals("github.com") ? Optional.of(token.get()) : Optional.empty();
                    }
                })
                .clock(InstantSource.system())
                .cacheInMemory(64 << 20)
                .build();
    }
    // guide: end

    // guide: cancel
    static Optional<LockedFlake> lockWithin(
            Duration limit, FlakeLocker locker, LockRequest request, ExecutorService threads) throws Exception {
        Future<LockedFlake> call = threads.submit(() -> locker.lock(request, LockListener.lines(line -> {})));
        try {
            return Optional.of(call.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException tooLong) {
            // Interrupts the thread; the call ends with a CancelledException and has changed no file.
            call.cancel(true);
            return Optional.empty();
        }
    }
    // guide: end

    /** What a call that was cancelled throws. */
    static boolean isCancelled(FlakeException failure) {
        return failure instanceof CancelledException;
    }
}
