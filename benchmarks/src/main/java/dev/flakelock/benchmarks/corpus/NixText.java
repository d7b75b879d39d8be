package dev.flakelock.benchmarks.corpus;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Text that looks like package definitions and compresses like them: about six to one together with its tar headers. */
final class NixText {

    private static final String[] WORDS = {
        "stdenv",
        "lib",
        "fetchFromGitHub",
        "buildInputs",
        "nativeBuildInputs",
        "pkg-config",
        "cmake",
        "openssl",
        "zlib",
        "meta",
        "description",
        "homepage",
        "license",
        "maintainers",
        "platforms",
        "unix",
        "linux",
        "python3Packages",
        "buildPythonPackage",
        "pytestCheckHook",
        "setuptools",
        "propagatedBuildInputs",
        "doCheck",
        "patches",
        "version",
        "pname",
        "src",
        "owner",
        "repo",
        "tag",
        "mkDerivation",
        "finalAttrs",
        "callPackage",
        "optional",
        "optionals",
        "substituteInPlace",
        "wrapProgram",
        "makeWrapper",
        "rustPlatform",
        "cargoHash",
        "vendorHash",
        "buildGoModule",
        "ldflags",
        "installPhase",
        "runHook",
        "preInstall",
        "postInstall",
        "configureFlags",
        "enableParallelBuilding"
    };
    private static final String NIX32 = "0123456789abcdfghijklmnpqrsvwxyz";

    private final SplittableRandom random;
    private final StringBuilder out;
    private final int size;

    private NixText(long seed, int size) {
        this.random = new SplittableRandom(seed);
        this.out = new StringBuilder(size + 128);
        this.size = size;
    }

    /** Exactly so many bytes of ASCII text. */
    static byte[] of(long seed, int size) {
        return new NixText(seed, size).make();
    }

    /** Contents of that size. */
    static Node.Contents contents(long seed, int size) {
        return () -> of(seed, size);
    }

    private byte[] make() {
        out.append("{\n  lib,\n  stdenv,\n  fetchFromGitHub,\n}:\n\nstdenv.mkDerivation (finalAttrs: {\n");
        while (out.length() < size) {
            line();
        }
        out.setLength(size);
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void line() {
        switch (random.nextInt(16)) {
            case 0 -> out.append("  hash = \"sha256-").append(digits(43)).append("=\";\n");
            case 1 ->
                out.append("  version = \"")
                        .append(random.nextInt(20))
                        .append('.')
                        .append(random.nextInt(100))
                        .append(".0\";\n");
            case 2, 3 ->
                out.append("    # ")
                        .append(word())
                        .append(" needs ")
                        .append(word())
                        .append(" since ")
                        .append(word())
                        .append('\n');
            case 4, 5 -> out.append("  ").append(word()).append(" = [\n");
            case 6 -> out.append("  ] ++ lib.optionals stdenv.hostPlatform.isLinux [\n");
            case 7 -> out.append("  };\n\n");
            case 8 ->
                out.append("  meta = {\n    description = \"")
                        .append(word())
                        .append(" for ")
                        .append(word())
                        .append("\";\n");
            default -> out.append("    ").append(word()).append('\n');
        }
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(NIX32.charAt(random.nextInt(NIX32.length())));
        }
        return digits.toString();
    }
}
