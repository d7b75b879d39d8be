package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.cli.console.Ansi;
import dev.flakelock.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The picture among the documents shows what the command says today. */
class PictureTest {

    private static final Path PICTURE = Path.of("docs/session.svg");
    private static final String PACKAGES = "{ description = \"Packages of %s\"; outputs = _: { }; }";

    @TempDir
    Path root;

    private final PretendGitHub github = new PretendGitHub();
    private final StringBuilder shown = new StringBuilder();
    private CommandRun command;

    @BeforeEach
    void aMachine() throws IOException, GitAPIException {
        command = new CommandRun(root);
        command.on(new Console.Terminals(true, true));
        command.at("2026-11-24T08:00:00Z");
        command.in(github.client());
        command.write("flake.nix", """
                {
                  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
                  inputs.home-manager.url = "github:nix-community/home-manager";
                  inputs.home-manager.inputs.nixpkgs.follows = "nixpkgs";
                  inputs.agenix.url = "github:ryantm/agenix";
                  outputs = inputs: { };
                }
                """);
        try (Git git = Git.init().setDirectory(command.directory.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("A machine")
                    .setAuthor("Me", "me@example.org")
                    .setSign(false)
                    .call();
        }
        String takesPackages = "{ inputs.nixpkgs.url = \"github:NixOS/nixpkgs/BRANCH\"; outputs = inputs: { }; }";
        push("NixOS/nixpkgs", "nixos-unstable", "5b2c2d84341b2afb5647081c1386a80d7a8d8605", "2026-11-02", PACKAGES);
        push("NixOS/nixpkgs", "nixos-26.05", "c0b0e0fddf73fd517c3471e546c0df87a42d53f4", "2026-06-14", PACKAGES);
        push(
                "nix-community/home-manager",
                "HEAD",
                "a3f5e1bb2e0b84fa29a4a1bb5b4a4b1cbb0a4b62",
                "2026-10-30",
                takesPackages.replace("BRANCH", "nixos-unstable"));
        push(
                "ryantm/agenix",
                "HEAD",
                "f6291c5935fdc4e0bef208cfc0dcab7e3f7a1c41",
                "2026-07-21",
                takesPackages.replace("BRANCH", "nixos-26.05"));
    }

    private void push(String repository, String branch, String rev, String day, String flake) throws IOException {
        github.push(repository, branch, rev, Instant.parse(day + "T12:00:00Z"), flake.formatted(day));
    }

    private void show(String... arguments) {
        int status = command.run(arguments);
        String said = command.err() + command.out();
        assertThat(status).as(said).isZero();
        shown.append(Ansi.FAINT).append("~/machine $").append(Ansi.RESET).append(' ');
        shown.append(Ansi.BOLD).append("flakelock ").append(String.join(" ", arguments));
        shown.append(Ansi.RESET)
                .append('\n')
                .append(said.replace("DIR", "/home/me/machine"))
                .append('\n');
    }

    /** To draw it anew: {@code mvn -pl cli -am test -Dtest=PictureTest -Dflakelock.docs=write}. */
    @Test
    void thePictureIsOfToday() throws IOException {
        show("lock", "--commit-lock-file");
        push("NixOS/nixpkgs", "nixos-unstable", "90e85bc7c1a6fc0760a94ace129d3a1c61c3d035", "2026-11-23", PACKAGES);
        show("update", "nixpkgs");
        show("diff");
        show("tree");

        String picture =
                TerminalPicture.of("flakelock in a terminal", shown.toString().stripTrailing());
        if ("write".equals(System.getProperty("flakelock.docs"))) {
            Files.writeString(PICTURE, picture);
        }
        assertThat(PICTURE).hasContent(picture);
    }
}
