package dev.flakelock.api;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.settings.OperatingSystem;
import dev.flakelock.core.settings.Setting;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.core.settings.SettingsBuilder;
import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A machine with nothing on it but a directory, and an internet of a few repositories, for programs that lock. */
final class LockerWorld {

    final FakeInternet internet = new FakeInternet();
    final List<String> warnings = new ArrayList<>();
    final LockListener listener = warnings::add;
    final Path directory;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    LockerWorld(Path directory) throws IOException {
        this.directory = directory.toRealPath();
    }

    /** The commit with this number. */
    static String rev(int number) {
        return "%040x".formatted(number);
    }

    /** From now on a repository's HEAD is this commit, with this {@code flake.nix}. */
    LockerWorld head(String repository, int number, String flakeNix) {
        internet.at(
                "https://api.github.com/repos/" + repository + "/commits/HEAD",
                Answer.ok("{\"sha\": \"" + rev(number) + "\", \"commit\": {\"tree\": {\"sha\": \"" + rev(number)
                        + "\"}}}"));
        byte[] archive = new TestArchive()
                .file("flake.nix", flakeNix)
                .file("number", "" + number)
                .gzip();
        internet.at("https://github.com/" + repository + "/archive/" + rev(number) + ".tar.gz", Answer.ok(archive));
        internet.at("https://api.github.com/repos/" + repository + "/tarball/" + rev(number), Answer.ok(archive));
        return this;
    }

    /** Writes a flake into a directory of its own. */
    Path flake(String name, String flakeNix) throws IOException {
        Path flake = Files.createDirectories(directory.resolve(name));
        Files.writeString(flake.resolve("flake.nix"), flakeNix);
        return flake;
    }

    Environment environment() {
        return Environment.of(Map.of(), directory, directory.resolve("home"), OperatingSystem.LINUX);
    }

    SettingsBuilder settings() {
        return Settings.defaults(environment()).toBuilder().set(Setting.FLAKE_REGISTRY, "");
    }

    FlakeLocker.Builder builder() {
        return FlakeLocker.builder(settings().build()).client(internet.client()).clock(() -> now);
    }

    LockRequest.Builder request(FlakeLocker locker, Path flake) throws FlakeException {
        return LockRequest.of(locker.parseFlake("path:" + flake, listener));
    }
}
