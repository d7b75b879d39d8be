package dev.flakelock.benchmarks.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * {@code flake.nix} files as people write them: inputs as URLs, as attribute sets, dotted, with follows; outputs with
 * flake-utils, flake-parts, plain functions over systems, NixOS and home-manager configurations, dev shells with scripts
 * in them; comments of all kinds, and now and then CR LF line ends. All of them are legal.
 */
public final class FlakeFiles {

    /** How many files the corpus of the parse benchmark has. */
    public static final int COUNT = 200;

    private static final String[] INPUTS = {
        "flake-utils", "home-manager", "rust-overlay", "crane", "fenix", "sops-nix", "disko", "treefmt-nix", "devshell",
        "nixos-hardware", "agenix", "impermanence", "stylix", "nix-darwin", "nixvim", "git-hooks", "hyprland", "systems"
    };
    private static final String[] OWNERS = {"numtide", "nix-community", "oxalica", "ipetkov", "Mic92", "ryantm", "NixOS"
    };
    private static final String[] PACKAGES = {
        "nodejs_22",
        "python312",
        "rustc",
        "cargo",
        "go_1_23",
        "gopls",
        "jq",
        "ripgrep",
        "postgresql_16",
        "kubectl",
        "just",
        "terraform",
        "pre-commit",
        "openssl",
        "zlib",
        "pkg-config",
        "cmake",
        "ninja",
        "clang-tools",
        "nixfmt"
    };

    private final SplittableRandom random;
    private final StringBuilder out = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    private FlakeFiles(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The corpus, in UTF-8. */
    public static List<byte[]> corpus() {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            files.add(new FlakeFiles(i).file(i).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private String file(int number) {
        if (random.nextInt(3) == 0) {
            out.append("# ").append(number).append(": my machines and tools – please don't copy\n");
        }
        out.append("{\n  description = \"A flake of style ").append(number % 12).append(" — mostly harmless\";\n\n");
        inputs(number % 4);
        if (number % 5 == 0) {
            nixConfig();
        }
        outputs(number % 6);
        out.append("}\n");
        String text = out.toString();
        return number % 40 == 7 ? text.replace("\n", "\r\n") : text;
    }

    private void inputs(int style) {
        int count = 1 + random.nextInt(9);
        int first = random.nextInt(INPUTS.length);
        for (int i = 0; i < count; i++) {
            names.add(INPUTS[(first + i) % INPUTS.length]);
        }
        switch (style) {
            case 0 -> names.forEach(this::dottedInput);
            case 1 -> {
                out.append("  inputs = {\n    nixpkgs.url = \"github:NixOS/nixpkgs/nixos-unstable\";\n");
                names.forEach(this::inputSet);
                out.append("  };\n\n");
                return;
            }
            case 2 -> {
                out.append("  inputs.nixpkgs.url = \"nixpkgs/nixos-25.11\"; # the stable one\n");
                names.forEach(this::typedInput);
                return;
            }
            default -> {
                out.append("  /* only what is needed\n     and nothing else */\n");
                names.subList(1, names.size()).clear();
                dottedInput(names.get(0));
            }
        }
        out.append("  inputs.nixpkgs = { url = \"github:NixOS/nixpkgs?ref=nixos-unstable\"; };\n\n");
    }

    private void dottedInput(String name) {
        out.append("  inputs.")
                .append(name)
                .append(".url = \"")
                .append(url(name))
                .append("\";\n");
        if (random.nextBoolean()) {
            out.append("  inputs.").append(name).append(".inputs.nixpkgs.follows = \"nixpkgs\";\n");
        }
    }

    private void inputSet(String name) {
        out.append("    ")
                .append(name)
                .append(" = {\n      url = \"")
                .append(url(name))
                .append("\";\n");
        switch (random.nextInt(3)) {
            case 0 -> out.append("      inputs.nixpkgs.follows = \"nixpkgs\";\n");
            case 1 ->
                out.append("      inputs = {\n        nixpkgs.follows = \"nixpkgs\";\n")
                        .append("        flake-compat.follows = \"\";\n      };\n");
            default -> out.append("      flake = false;\n");
        }
        out.append("    };\n");
    }

    private void typedInput(String name) {
        out.append("  inputs.").append(name).append(" = {\n    type = \"github\";\n    owner = \"");
        out.append(OWNERS[random.nextInt(OWNERS.length)])
                .append("\";\n    repo = \"")
                .append(name)
                .append("\";\n  };\n");
    }

    private String url(String name) {
        String owner = OWNERS[random.nextInt(OWNERS.length)];
        return switch (random.nextInt(6)) {
            case 0 -> "git+https://git.example.org/" + owner + "/" + name + "?ref=main";
            case 1 -> "https://example.org/archive/" + name + ".tar.gz";
            case 2 -> "gitlab:" + owner + "/" + name;
            default -> "github:" + owner + "/" + name;
        };
    }

    private void nixConfig() {
        out.append("  nixConfig = {\n    extra-substituters = [ \"https://cache.example.org\" ];\n");
        out.append("    extra-trusted-public-keys = [ \"cache.example.org-1:")
                .append(Long.toHexString(random.nextLong()))
                .append("=\" ];\n    allow-import-from-derivation = true;\n  };\n\n");
    }

    private void outputs(int style) {
        String arguments = String.join(", ", names);
        switch (style) {
            case 0 ->
                out.append("  outputs = { self, nixpkgs, ").append(arguments).append(" }:\n    let\n");
            case 1 -> out.append("  outputs = { self, nixpkgs, ... }@inputs:\n    let\n");
            case 2 -> out.append("  outputs =\n    inputs@{ self\n    , nixpkgs\n    , ...\n    }:\n    let\n");
            default -> out.append("  outputs = inputs: with inputs; let\n      inherit (inputs) self nixpkgs;\n");
        }
        out.append("      systems = [ \"x86_64-linux\" \"aarch64-linux\" \"aarch64-darwin\" ];\n");
        out.append(
                "      forAllSystems = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});\n");
        out.append("    in {\n");
        packages();
        devShells();
        int hosts = random.nextInt(12);
        for (int i = 0; i < hosts; i++) {
            host(i);
        }
        if (style % 2 == 0) {
            overlays();
        }
        out.append("      formatter = forAllSystems (pkgs: pkgs.nixfmt);\n    };\n");
    }

    private void packages() {
        out.append("      packages = forAllSystems (pkgs: rec {\n");
        for (int i = 0; i <= random.nextInt(6); i++) {
            String name = PACKAGES[random.nextInt(PACKAGES.length)];
            out.append("        tool-").append(i).append(" = pkgs.stdenv.mkDerivation {\n");
            out.append("          pname = \"")
                    .append(name)
                    .append("\";\n          version = \"1.")
                    .append(i)
                    .append("\";\n");
            out.append("          src = ./.;\n          buildInputs = with pkgs; [ ")
                    .append(packageList())
                    .append(" ];\n");
            out.append("          installPhase = ''\n            mkdir -p $out/bin\n            cp ''${src:-.}/")
                    .append(name)
                    .append(" \"$out/bin\" # ${pkgs.lib.getExe pkgs.jq}\n          '';\n");
            out.append(
                    "          meta.license = if pkgs ? lib && true -> 1 + 2 * 3 == 7 then pkgs.lib.licenses.mit or null"
                            + " else null;\n        };\n");
        }
        out.append("        default = tool-0;\n      });\n\n");
    }

    private void devShells() {
        out.append(
                "      devShells = forAllSystems (pkgs: {\n        default = pkgs.mkShell {\n          packages = [\n");
        for (int i = 0; i < 3 + random.nextInt(15); i++) {
            out.append("            pkgs.")
                    .append(PACKAGES[random.nextInt(PACKAGES.length)])
                    .append('\n');
        }
        out.append("          ] ++ (if pkgs.stdenv.isDarwin then [ pkgs.libiconv ] else [ ]);\n");
        out.append("          shellHook = ''\n");
        for (int i = 0; i < random.nextInt(10); i++) {
            out.append("            export TOOL_")
                    .append(i)
                    .append("=\"${pkgs.")
                    .append(PACKAGES[i])
                    .append("}/bin\"\n");
        }
        out.append(
                "            echo \"Welcome, $USER\"\n          '';\n          LANG = \"C.UTF-8\";\n        };\n      });\n\n");
    }

    private void host(int number) {
        out.append("      nixosConfigurations.\"host-").append(number).append("\" = nixpkgs.lib.nixosSystem {\n");
        out.append(
                "        system = \"x86_64-linux\";\n        specialArgs = { inherit self; };\n        modules = [\n");
        out.append("          ./hosts/host-").append(number).append(".nix\n          ({ config, lib, pkgs, ... }: {\n");
        out.append("            networking.hostName = \"host-").append(number).append("\";\n");
        out.append("            services.openssh = { enable = true; ports = [ 22 ")
                .append(2000 + number)
                .append(" ]; };\n");
        out.append("            environment.systemPackages = with pkgs; [ ")
                .append(packageList())
                .append(" ];\n");
        out.append("            boot.kernelParams = lib.mkIf (config.networking.hostName != \"\") [ \"quiet\" ];\n");
        out.append("            users.users.me = { isNormalUser = true; extraGroups = [ \"wheel\" \"docker\" ]; };\n");
        out.append("            system.stateVersion = \"25.11\";\n          })\n        ];\n      };\n\n");
    }

    private void overlays() {
        out.append("      overlays.default = final: prev: {\n");
        out.append("        mine = final.callPackage ./mine.nix { inherit (prev) ")
                .append(packageList())
                .append("; };\n");
        out.append("        path = assert prev != { }; [ ./a ../b /etc/hosts <nixpkgs/lib> ] ++ [ (-1) 1.5e3 ];\n");
        out.append("      } // { note = \"a\\n\\\"b\\\" \\${c} ${final.x.\"y z\" or \"d\"}\"; };\n\n");
    }

    private String packageList() {
        StringBuilder list = new StringBuilder();
        int first = random.nextInt(PACKAGES.length);
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            list.append(i == 0 ? "" : " ").append(PACKAGES[(first + i) % PACKAGES.length]);
        }
        return list.toString();
    }
}
