package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.flakelock.cli.Machine.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do with flakes from the first day on, with the built command. The texts were recorded from Nix 2.34.8;
 * the lines with {@code hint:} are ours.
 */
class FlowsIT {

    private static final String CONFIGURATION = """
            {
              description = "My machine";
              inputs = {
                nixpkgs.url = "nixpkgs";
                home-manager = {
                  url = "home-manager";
                  inputs.nixpkgs.follows = "nixpkgs";
                };
              };
              outputs = { self, nixpkgs, home-manager }: { nixosConfigurations = { }; };
            }
            """;
    private static final String TEMPLATE = "{ outputs = { self, nixpkgs }: { packages = nixpkgs; }; }\n";
    private static final String FIRST = "e2347db95336a932f32bbcd68b70138dd1e60c11";
    private static final String SECOND = "2270ae6ac7625bed4189638f440598bab402f485";
    private static final String UPDATED = """
            • Updated input 'nixpkgs':
                'git+file:///m/nixpkgs?ref=refs/heads/main&rev=%s' (2023-11-14)
              → 'git+file:///m/nixpkgs?ref=refs/heads/main&rev=%s' (2024-03-09)
            """.formatted(FIRST, SECOND);

    @TempDir
    Path directory;

    private Machine machine;

    @BeforeEach
    void aMachine() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        machine = Machine.in(directory);
    }

    private void aLockedConfiguration() throws IOException, InterruptedException {
        machine.repository("config", CONFIGURATION);
        assertThat(machine.flakelock("config", "lock").status()).isZero();
        machine.commit("config", "one", 1_700_000_000L);
    }

    private void nixpkgsMovesOn() throws IOException, InterruptedException {
        machine.write("nixpkgs/x", "2\n");
        assertThat(machine.commit("nixpkgs", "two", 1_710_000_000L)).isEqualTo(SECOND);
    }

    private static void succeeds(Outcome outcome, String err) {
        assertThat(outcome.err()).isEqualTo(err);
        assertThat(outcome.status()).isZero();
    }

    private static void fails(Outcome outcome, String err) {
        assertThat(outcome.err()).isEqualTo(err);
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
    }

    private List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(machine.path(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aNixosConfigurationIsLockedForTheFirstTimeAndCommitted() throws IOException, InterruptedException {
        machine.write("config/flake.nix", CONFIGURATION);
        machine.git("config", "init", "--quiet", "--initial-branch=main");
        machine.git("config", "add", "flake.nix");

        succeeds(machine.flakelock("config", "lock"), """
                warning: Git tree '/m/config' is dirty
                warning: creating lock file "/m/config/flake.lock":\s
                • Added input 'home-manager':
                    'git+file:///m/home-manager?ref=refs/heads/main&rev=b73334fef32459cf29d7033a2db427113f8730cd' (2023-11-14)
                • Added input 'home-manager/nixpkgs':
                    follows 'nixpkgs'
                • Added input 'nixpkgs':
                    'git+file:///m/nixpkgs?ref=refs/heads/main&rev=e2347db95336a932f32bbcd68b70138dd1e60c11' (2023-11-14)
                """);
        assertThat(machine.git("config", "status", "--porcelain")).isEqualTo(" A flake.lock\nA  flake.nix\n");

        machine.commit("config", "one", 1_700_000_000L);
        succeeds(machine.flakelock("config", "lock"), "");
        assertThat(machine.git("config", "status", "--porcelain")).isEmpty();
    }

    @Test
    void aTemplateWithoutInputsTakesNixpkgsFromTheRegistry() throws IOException, InterruptedException {
        machine.write("template/flake.nix", TEMPLATE);

        succeeds(machine.flakelock("template", "lock"), """
                warning: creating lock file "/m/template/flake.lock":\s
                • Added input 'nixpkgs':
                    'git+file:///m/nixpkgs?ref=refs/heads/main&rev=e2347db95336a932f32bbcd68b70138dd1e60c11' (2023-11-14)
                """);
        assertThat(machine.read("template/flake.lock")).isEqualTo("""
                {
                  "nodes": {
                    "nixpkgs": {
                      "locked": {
                        "lastModified": 1700000000,
                        "narHash": "sha256-VTIVuvuiz3XGTVhfnXmZ0FYCg12Cqsh3r4hGrvDczmU=",
                        "ref": "refs/heads/main",
                        "rev": "e2347db95336a932f32bbcd68b70138dd1e60c11",
                        "revCount": 1,
                        "type": "git",
                        "url": "file:///m/nixpkgs"
                      },
                      "original": {
                        "id": "nixpkgs",
                        "type": "indirect"
                      }
                    },
                    "root": {
                      "inputs": {
                        "nixpkgs": "nixpkgs"
                      }
                    }
                  },
                  "root": "root",
                  "version": 7
                }
                """);
    }

    @Test
    void aMisspeltInputOfAnInputEarnsAWarningEachTime() throws IOException, InterruptedException {
        machine.write("config/flake.nix", CONFIGURATION.replace("inputs.nixpkgs.follows", "inputs.nixpgs.follows"));
        String warning = "warning: input 'home-manager' has an override for a non-existent input 'nixpgs'\n";

        Outcome first = machine.flakelock("config", "lock");
        assertThat(first.err()).startsWith(warning).contains("• Added input 'home-manager/nixpkgs':\n    'git+file:");
        assertThat(first.status()).isZero();
        succeeds(machine.flakelock("config", "lock"), warning);
    }

    @Test
    void aMisspeltInputOfTheFlakeIsNotFound() throws IOException, InterruptedException {
        machine.write(
                "config/flake.nix",
                CONFIGURATION
                        .replace("url = \"home-manager\";", "")
                        .replace("home-manager = {", "home-manager.url = \"home-manager\";\n    home-manger = {"));

        fails(machine.flakelock("config", "lock"), """
                error:
                       … while updating the lock file of flake 'path:/m/config?…'

                       … while updating the flake input 'home-manger'

                       error: cannot find flake 'flake:home-manger' in the flake registries
                       hint: Did you mean 'home-manager'?
                """);
        assertThat(files("config")).containsExactly("flake.nix");
    }

    @Test
    void misspeltInputsOnTheCommandLineEarnAWarning() throws IOException, InterruptedException {
        aLockedConfiguration();

        succeeds(machine.flakelock("config", "update", "home-manger"), """
                warning: 'home-manger' does not match any input of this flake
                         hint: there is no input 'home-manger'; did you mean 'home-manager'?
                """);
        succeeds(machine.flakelock("config", "lock", "--override-input", "home-manger", "/m/home-manager"), """
                warning: input '' has an override for a non-existent input 'home-manger'
                warning: the flag '--override-input home-manger git+file:///m/home-manager' does not match any input
                         hint: there is no input 'home-manger'; did you mean 'home-manager'?
                """);
        assertThat(machine.git("config", "status", "--porcelain")).isEmpty();
    }

    @Test
    void aDirectoryThatOneMayNotWriteIsLeftAsItWasAndCanBeMovedHome() throws IOException, InterruptedException {
        machine.write("etc/nixos/flake.nix", "{ inputs.dep.url = \"path:./dep\"; outputs = { self, dep }: { }; }\n");
        machine.write("etc/nixos/dep/flake.nix", "{ outputs = { self }: { }; }\n");
        Path nixos = machine.path("etc/nixos");
        Machine user = asOneWhoMayNotWrite(nixos);
        String added = "• Added input 'dep':\n    'path:./dep'\n";

        Files.setPosixFilePermissions(nixos, PosixFilePermissions.fromString("r-xr-xr-x"));
        Outcome refused = user.flakelock("etc/nixos", "lock");
        Files.setPosixFilePermissions(nixos, PosixFilePermissions.fromString("rwxr-xr-x"));

        fails(refused, "warning: creating lock file \"/m/etc/nixos/flake.lock\": \n" + added + """
                error:
                       … while updating the lock file of flake 'path:/m/etc/nixos?…'

                       error: opening file "/m/etc/nixos/flake.lock": Permission denied
                       hint: may you write to this directory? '--output-lock-file FILE' writes somewhere else
                """);
        assertThat(files("etc/nixos")).containsExactly("dep", "flake.nix");

        Files.move(nixos, machine.path("home/nixos"));
        Files.setPosixFilePermissions(machine.path("home/nixos"), PosixFilePermissions.fromString("rwxrwxrwx"));
        succeeds(
                user.flakelock("home/nixos", "lock"),
                "warning: creating lock file \"/m/home/nixos/flake.lock\": \n" + added);
        assertThat(files("home/nixos")).containsExactly("dep", "flake.lock", "flake.nix");
    }

    @Test
    void aLockFileThatSomebodyElseWritesMeanwhileIsNotOverwritten() throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        AtomicBoolean first = new AtomicBoolean(true);
        List<Outcome> others = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            // While the first process waits for this answer, a second one does all of its work.
            if (first.getAndSet(false)) {
                others.add(runUnchecked("work", "lock"));
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        machine.write(
                "work/flake.nix",
                "{ inputs.file = { url = \"file+http://127.0.0.1:%d/\"; flake = false; }; outputs = _: { }; }\n"
                        .formatted(server.getAddress().getPort()));
        server.start();
        try {
            fails(machine.flakelock("work", "lock"), """
                    error:
                           … while updating the lock file of flake 'path:/m/work?…'

                           error: lock file "/m/work/flake.lock" was changed by another program while it was being updated
                           hint: nothing was written; run the command again, and it starts from the lock file as it is now
                    """);
        } finally {
            server.stop(0);
            threads.shutdown();
        }
        assertThat(others).singleElement().extracting(Outcome::status).isEqualTo(0);
        assertThat(machine.read("work/flake.lock")).contains("\"file\"");
        assertThat(files("work")).containsExactly("flake.lock", "flake.nix");
    }

    private Outcome runUnchecked(String directory, String... arguments) throws IOException {
        try {
            return machine.flakelock(directory, arguments);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aLockFileInADirectoryOfSomebodyElseIsWrittenInPlace() throws IOException, InterruptedException {
        machine.write("etc/nixos/flake.nix", "{ inputs.dep.url = \"path:./dep\"; outputs = { self, dep }: { }; }\n");
        machine.write("etc/nixos/dep/flake.nix", "{ outputs = { self }: { }; }\n");
        machine.write("etc/nixos/flake.lock", "{\"nodes\":{\"root\":{}},\"root\":\"root\",\"version\":7}");
        Path nixos = machine.path("etc/nixos");
        Machine user = asOneWhoMayNotWrite(nixos);
        Files.setPosixFilePermissions(nixos.resolve("flake.lock"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(nixos, PosixFilePermissions.fromString("r-xr-xr-x"));
        Outcome outcome = user.flakelock("etc/nixos", "lock");
        Files.setPosixFilePermissions(nixos, PosixFilePermissions.fromString("rwxr-xr-x"));

        succeeds(outcome, """
                warning: updating lock file "/m/etc/nixos/flake.lock":
                • Added input 'dep':
                    'path:./dep'
                """);
        assertThat(machine.read("etc/nixos/flake.lock")).contains("\"path\": \"./dep\"");
        assertThat(files("etc/nixos")).containsExactly("dep", "flake.lock", "flake.nix");
    }

    /** Permissions say nothing to root, who becomes somebody else here. */
    private Machine asOneWhoMayNotWrite(Path place) throws IOException, InterruptedException {
        Files.createDirectories(machine.path("home"));
        Files.setPosixFilePermissions(machine.path("home"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (!Files.getOwner(place).getName().equals("root")) {
            return machine;
        }
        List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "root needs setpriv");
        Files.setAttribute(machine.path("home"), "unix:uid", 65534);
        Machine other = machine.behind(nobody);
        assumeTrue(other.flakelock("home", "--version").status() == 0, "needs a launcher that anybody may start");
        return other;
    }

    @Test
    void theOlderSpellingUpdatesOneInputAndCommitsTheLockFile() throws IOException, InterruptedException {
        aLockedConfiguration();
        nixpkgsMovesOn();

        succeeds(
                machine.flakelock("config", "update", "--update-input", "nixpkgs", "--commit-lock-file"),
                "warning: '--update-input' is a deprecated alias for 'flake update' and will be removed in a future"
                        + " version.\nwarning: updating lock file \"/m/config/flake.lock\":\n" + UPDATED);
        theLockFileIsCommitted();
    }

    @Test
    void oneInputIsUpdatedByItsNameAndTheLockFileCommitted() throws IOException, InterruptedException {
        aLockedConfiguration();
        nixpkgsMovesOn();

        succeeds(
                machine.flakelock("config", "update", "nixpkgs", "--commit-lock-file"),
                "warning: updating lock file \"/m/config/flake.lock\":\n" + UPDATED);
        theLockFileIsCommitted();
    }

    private void theLockFileIsCommitted() throws IOException, InterruptedException {
        assertThat(machine.git("config", "log", "-1", "--format=%an%n%B", "--name-status"))
                .isEqualTo("Ann\nflake.lock: Update\n\nFlake lock file updates:\n\n" + UPDATED + "\n\nM\tflake.lock\n");
        assertThat(machine.git("config", "status", "--porcelain")).isEmpty();
    }

    @Test
    void anInputIsOverriddenByADirectory() throws IOException, InterruptedException {
        machine.write("path/to/hydra/flake.nix", "{ outputs = { self }: { }; }\n");
        machine.write(
                "work/flake.nix", "{ inputs.hydra.url = \"github:NixOS/hydra\"; outputs = { self, hydra }: { }; }\n");

        Outcome outcome = machine.flakelock("work", "lock", "--override-input", "hydra", "/m/path/to/hydra");

        assertThat(outcome.err()).startsWith("""
                warning: creating lock file "/m/work/flake.lock":\s
                • Added input 'hydra':
                    'path:/m/path/to/hydra?…' (""");
        assertThat(outcome.status()).isZero();
        assertThat(machine.read("work/flake.lock").replaceAll("\\s", ""))
                .contains("\"path\":\"/m/path/to/hydra\",\"type\":\"path\"},"
                        + "\"original\":{\"owner\":\"NixOS\",\"repo\":\"hydra\",\"type\":\"github\"}");
        succeeds(machine.flakelock("work", "lock"), "");
    }

    @Test
    void aFlakeIsNamedWithItsRevision() throws IOException, InterruptedException {
        nixpkgsMovesOn();

        Outcome outcome = machine.flakelock("home-manager", "metadata", "/m/nixpkgs?rev=" + FIRST);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .contains(
                        "Resolved URL:  git+file:///m/nixpkgs?rev=" + FIRST,
                        "Locked URL:    git+file:///m/nixpkgs?ref=refs/heads/main&rev=" + FIRST,
                        "Description:   Packages",
                        "Path:          /nix/store/6qxqw6q0cz56yj3ljil8rdw15i6p9jsy-source",
                        "Revision:      " + FIRST,
                        "Revisions:     1",
                        "Last modified: 2023-11-14 22:13:20");
        fails(machine.flakelock("nixpkgs", "metadata", ".?rev=0000000000000000000000000000000000000001"), """
                error:
                       … while fetching the input 'git+file:///m/nixpkgs?rev=0000000000000000000000000000000000000001'

                       error: getting Git object '0000000000000000000000000000000000000001': object not found - no match for id (0000000000000000000000000000000000000001) (libgit2 error code = 9)
                """);
    }

    @Test
    void aDirtyTreeEarnsAWarningAndIsRefusedOnRequest() throws IOException, InterruptedException {
        aLockedConfiguration();
        machine.write("config/flake.nix", CONFIGURATION + "# note\n");

        succeeds(machine.flakelock("config", "lock"), "warning: Git tree '/m/config' is dirty\n");
        for (String command : List.of("lock", "update", "metadata")) {
            fails(machine.flakelock("config", command, "--no-allow-dirty"), """
                    error:
                           … while fetching the input 'git+file:///m/config'

                           error: Git tree '/m/config' is dirty
                    """);
        }
    }

    @Test
    void aPinOfTheUserCountsOnTheCommandLineButNotInLockFiles() throws IOException, InterruptedException {
        nixpkgsMovesOn();
        machine.pin("nixpkgs", FIRST);
        machine.write("template/flake.nix", TEMPLATE);

        Outcome outcome = machine.flakelock("template", "metadata", "nixpkgs");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .contains(
                        "Resolved URL:  git+file:///m/nixpkgs?ref=main&rev=" + FIRST,
                        "Locked URL:    git+file:///m/nixpkgs?ref=main&rev=" + FIRST,
                        "Path:          /nix/store/6qxqw6q0cz56yj3ljil8rdw15i6p9jsy-source");

        String added = "warning: creating lock file \"/m/template/flake.lock\": \n• Added input 'nixpkgs':\n    ";
        succeeds(
                machine.flakelock("template", "lock"),
                added + "'git+file:///m/nixpkgs?ref=refs/heads/main&rev=" + SECOND + "' (2024-03-09)\n");
        Files.delete(machine.path("template/flake.lock"));
        succeeds(
                machine.flakelock("template", "lock", "--override-input", "nixpkgs", "nixpkgs"),
                added + "'git+file:///m/nixpkgs?ref=main&rev=" + FIRST + "' (2023-11-14)\n");
    }
}
