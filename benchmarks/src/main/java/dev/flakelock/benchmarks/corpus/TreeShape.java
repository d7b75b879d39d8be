package dev.flakelock.benchmarks.corpus;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The source trees that archives and directories are made of. */
public enum TreeShape {
    /**
     * Like nixpkgs: {@code pkgs/by-name} with its shards, Python modules, {@code foo.nix} beside {@code foo/}, four files
     * of 5 to 15 MB. At scale 1: 52,000 files, 38,000 directories, 356 MB of tar.
     */
    NIXPKGS {
        @Override
        void grow(Growth growth) {
            growth.byName(18_500);
            growth.packages("pkgs/development/python-modules", 9_200, 12);
            growth.packages("pkgs/development/libraries", 2_000, 3);
            growth.packages("pkgs/applications/misc", 1_500, 3);
            growth.packages("pkgs/tools/misc", 2_200, 3);
            growth.modules("nixos/modules/services", 1_700);
            growth.modules("nixos/tests", 1_300);
            growth.files("doc/manual", 3_050);
            growth.files("lib/tests", 1_700);
            growth.large("pkgs/development/haskell-modules/hackage-packages.nix", 15);
            growth.large("pkgs/development/node-packages/node-packages.nix", 9);
            growth.large("pkgs/development/r-modules/cran-packages.json", 6);
            growth.large("pkgs/top-level/perl-packages.nix", 5);
        }
    },
    /** Like home-manager: modules and their tests. At scale 1: 4,600 files. */
    HOME_MANAGER {
        @Override
        void grow(Growth growth) {
            growth.modules("modules/programs", 620);
            growth.modules("modules/services", 320);
            growth.packages("tests/modules/programs", 780, 1);
            growth.packages("tests/modules/services", 410, 1);
            growth.files("docs", 650);
        }
    },
    /** A handful of files. */
    TINY {
        @Override
        void grow(Growth growth) {
            growth.files("nix", 8);
        }
    };

    /**
     * The tree, with a {@code flake.nix} that has no inputs.
     *
     * @param scale how many of the nodes there are, from just above 0 to 1; large files shrink with it
     */
    public Node.Directory tree(double scale) {
        Growth growth = new Growth(name(), scale);
        growth.tree.file("flake.nix", text("{\n  outputs = _: { };\n}\n"));
        growth.tree.file("README.md", text("# " + name() + "\n"));
        grow(growth);
        return growth.tree.build();
    }

    abstract void grow(Growth growth);

    private static Node.Contents text(String text) {
        return () -> text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A tree while it grows. */
    static final class Growth {
        private final Node.Builder tree = new Node.Builder();
        private final SplittableRandom random;
        private final double scale;

        Growth(String name, double scale) {
            this.random = new SplittableRandom(name.hashCode());
            this.scale = scale;
        }

        /** Packages in shards named by the first two letters, every third with a second file. */
        void byName(int count) {
            for (int i = 0; i < scaled(count); i++) {
                String name = packageName(i);
                String directory = "pkgs/by-name/" + name.substring(0, 2) + "/" + name;
                file(directory + "/package.nix");
                if (i % 3 == 0) {
                    file(directory + (i % 2 == 0 ? "/fix-build.patch" : "/update.sh"));
                }
            }
        }

        /** Packages in directories of their own, every so many with a second file and a directory below. */
        void packages(String parent, int count, int more) {
            for (int i = 0; i < scaled(count); i++) {
                String directory = parent + "/" + packageName(i);
                file(directory + "/default.nix");
                if (i % more == 0) {
                    file(directory + "/patches/0001-" + (i % 7) + ".patch");
                }
                if (i % 50 == 1) {
                    tree.add(directory + "/package.nix", new Node.Link("default.nix"));
                }
            }
        }

        /** Modules {@code foo.nix}, for every third there is a directory {@code foo} beside it. */
        void modules(String parent, int count) {
            for (int i = 0; i < scaled(count); i++) {
                String module = parent + "/" + packageName(i);
                file(module + ".nix");
                if (i % 3 == 0) {
                    file(module + "/settings.nix");
                    file(module + "/options-" + i % 5 + ".nix");
                }
            }
        }

        void files(String parent, int count) {
            for (int i = 0; i < scaled(count); i++) {
                file(parent + "/" + packageName(i) + ".md");
            }
        }

        void large(String path, int megabytes) {
            tree.file(path, NixText.contents(random.nextLong(), scaled(megabytes * 1_000_000)));
        }

        private void file(String path) {
            Node.Contents contents = NixText.contents(random.nextLong(), size());
            tree.add(path, new Node.File(contents, path.endsWith(".sh")));
        }

        /** Most files are small: a mean of 5.1 KB. */
        private int size() {
            int kind = random.nextInt(20);
            if (kind == 0) {
                return 12_000 + random.nextInt(48_000);
            }
            return kind < 4 ? 4_000 + random.nextInt(8_000) : 650 + random.nextInt(3_900);
        }

        private String packageName(int number) {
            String letters = "abcdefghijklmnopqrstuvwxyz";
            int scattered = number * 7919 % 26_003;
            return "" + letters.charAt(scattered % 26) + letters.charAt(scattered / 26 % 26) + "-lib" + number;
        }

        private int scaled(int count) {
            return (int) Math.ceil(count * scale);
        }
    }
}
