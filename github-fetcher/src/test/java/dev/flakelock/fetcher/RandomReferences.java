package dev.flakelock.fetcher;

import java.util.List;
import java.util.SplittableRandom;

/** Texts that are, or nearly are, flake references, from a seed. */
final class RandomReferences {

    private static final List<String> STARTS = List.of(
            "github:",
            "gitlab:",
            "sourcehut:~",
            "github://h/",
            "flake:",
            "path:",
            "path:/",
            "path:./",
            "path:///",
            "git+https://h/",
            "git+ssh://git@h:22/",
            "git://h/",
            "git+file:",
            "git+file:///",
            "git+ssh:git@h:",
            "https://h/",
            "http://u:p@h:80/",
            "https://[::1]/",
            "file:///",
            "file:",
            "tarball+https://h/",
            "file+https://h/",
            "tarball+file:/",
            "hg+https://h/",
            "hg+file:///",
            "hg+ssh://h/",
            "nixpkgs",
            "nixpkgs/",
            "/",
            "./",
            "../",
            "",
            "x",
            "GitHub:",
            "s3://h/");
    private static final List<String> SEGMENTS = List.of(
            "a",
            "owner",
            "repo",
            "x.tar.gz",
            "x.zip",
            "main",
            "v1.0",
            "..",
            ".",
            "a b",
            "a%20b",
            "a%2Fb",
            "%C3%A9",
            "é",
            "日本",
            "a+b",
            "a;b",
            "a=b",
            "a&b",
            "~",
            "@",
            "x@y",
            "x:y",
            "-x",
            "x.lock",
            "x..y",
            "%41",
            "%25",
            "%ff",
            "%00",
            "%zz",
            "^",
            "",
            "refs",
            "1",
            "𝒳",
            "\"",
            "'",
            "(",
            "*",
            "!",
            "a".repeat(40),
            "A".repeat(40),
            "b".repeat(39),
            "0".repeat(40));
    private static final List<String> NAMES = List.of(
            "dir",
            "ref",
            "rev",
            "host",
            "narHash",
            "lastModified",
            "revCount",
            "shallow",
            "submodules",
            "lfs",
            "allRefs",
            "exportIgnore",
            "name",
            "url",
            "type",
            "unpack",
            "foo",
            "a%20b",
            "é",
            "");
    private static final List<String> VALUES = List.of(
            "",
            "1",
            "0",
            "true",
            "5",
            "+5",
            "012",
            "-1",
            "18446744073709551615",
            "18446744073709551616",
            "main",
            "a/b",
            "x y",
            "x%26y",
            "gh.example.org",
            "a".repeat(40),
            "A".repeat(40),
            "sub",
            "../x",
            "%C3%A9",
            "é",
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
            "sha1:" + "a".repeat(40),
            "sha1-qqqqqqqqqqqqqqqqqqqqqqqqqqo=",
            "q".repeat(32),
            "sha256:" + "b".repeat(64),
            "x=y",
            "x?y",
            "[x]",
            "\"",
            "%zz",
            "%ff");

    private final SplittableRandom random;

    RandomReferences(long seed) {
        random = new SplittableRandom(seed);
    }

    String next() {
        StringBuilder text = new StringBuilder(pick(STARTS));
        int segments = random.nextInt(5);
        for (int i = 0; i < segments; i++) {
            text.append(i == 0 ? "" : "/").append(pick(SEGMENTS));
        }
        int parameters = random.nextInt(2) * random.nextInt(5);
        for (int i = 0; i < parameters; i++) {
            text.append(i == 0 ? '?' : '&').append(pick(NAMES));
            text.append(random.nextInt(8) == 0 ? "" : "=").append(pick(VALUES));
        }
        if (random.nextInt(10) == 0) {
            text.append('#').append(pick(SEGMENTS));
        }
        return random.nextInt(6) == 0 ? mutated(text) : text.toString();
    }

    private String mutated(StringBuilder text) {
        for (int n = random.nextInt(3); n >= 0 && text.length() > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) random.nextInt(1, 0x80));
                default -> text.setCharAt(at, (char) random.nextInt(1, 0x80));
            }
        }
        return text.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
