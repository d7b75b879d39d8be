package dev.flakelock.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.flakelock.core.error.CancelledException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A call that is no longer wanted ends, changes nothing, and leaves no thread. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CancellingTest {

    @TempDir
    Path directory;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private ScriptedServer server;
    private LockerWorld world;
    private Path flake;

    @BeforeEach
    void createWorld() throws Exception {
        server = new ScriptedServer().then((request, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc".getBytes(UTF_8));
            out.flush();
            asked.countDown();
            await(end);
        });
        world = new LockerWorld(directory);
        flake = world.flake(
                "f", "{ inputs.x = { url = \"" + server.url("/x.tar.gz") + "\"; flake = false; }; outputs = _: { }; }");
    }

    @AfterEach
    void stopServer() throws Exception {
        end.countDown();
        server.close();
    }

    @Test
    void byAnInterrupt() throws Exception {
        try (FlakeLocker locker = FlakeLocker.builder(world.settings().build()).build()) {
            Call call = new Call(locker);
            call.thread.start();
            asked.await();
            call.thread.interrupt();
            call.thread.join();
            assertThat(call.failure.get()).isInstanceOf(CancelledException.class);
            assertThat(call.stillInterrupted).isTrue();
        }
        assertNothingLeft();
    }

    @Test
    void byClosingTheLocker() throws Exception {
        FlakeLocker locker = FlakeLocker.builder(world.settings().build()).build();
        Call call = new Call(locker);
        call.thread.start();
        asked.await();
        locker.close();
        call.thread.join();
        assertThat(call.failure.get()).isInstanceOf(CancelledException.class);
        assertThat(call.stillInterrupted).isFalse();
        assertNothingLeft();
        assertThatThrownBy(() -> locker.lock(world.request(locker, flake).build(), world.listener))
                .isInstanceOf(IllegalStateException.class);
        locker.close();
    }

    @Test
    void beforeAnythingIsWritten() throws Exception {
        Path local = Files.createDirectories(flake.resolve("tree"));
        Files.writeString(local.resolve("x"), "x");
        world.flake("f", "{ inputs.x = { url = \"path:./tree\"; flake = false; }; outputs = _: { }; }");
        try (FlakeLocker locker = world.builder().build()) {
            Throwable failure = catchThrowable(
                    () -> locker.lock(world.request(locker, flake).build(), new InterruptingListener()));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).isInstanceOf(CancelledException.class);
        }
        assertNothingLeft();
    }

    @Test
    void byItsOwnListenerWhichMayCloseTheLocker() throws Exception {
        world.flake("f", "{ outputs = _: { }; }");
        FlakeLocker locker = world.builder().build();
        locker.lock(world.request(locker, flake).build(), new ClosingListener(locker));
        assertThatThrownBy(() -> locker.lock(world.request(locker, flake).build(), world.listener))
                .isInstanceOf(IllegalStateException.class);
    }

    private void assertNothingLeft() throws InterruptedException {
        assertThat(flake.resolve("flake.lock")).doesNotExist();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("flakelock-fetch-")) {
                // On its way out; one that stays would run into the time limit.
                thread.join();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A lock on a thread of its own. */
    private final class Call {

        final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        final Thread thread;
        volatile boolean stillInterrupted;

        Call(FlakeLocker locker) {
            this.thread = new Thread(() -> {
                try {
                    locker.lock(world.request(locker, flake).build(), world.listener);
                } catch (FlakeException e) {
                    failure.set(e);
                }
                stillInterrupted = Thread.currentThread().isInterrupted();
            });
        }
    }

    /** Interrupts its thread as soon as the flake has been read. */
    private static final class InterruptingListener implements dev.flakelock.core.resolve.LockListener {

        @Override
        public void warning(String message) {}

        @Override
        public void topFlake(dev.flakelock.core.flake.Flake read) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the locker as soon as the flake has been read. */
    private record ClosingListener(FlakeLocker locker) implements dev.flakelock.core.resolve.LockListener {

        @Override
        public void warning(String message) {}

        @Override
        public void topFlake(dev.flakelock.core.flake.Flake read) {
            locker.close();
        }
    }
}
