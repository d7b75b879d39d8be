package dev.flakelock.benchmarks;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.Schemes;
import dev.flakelock.fetcher.InputFetchers;
import dev.flakelock.fetcher.SchemeOptions;
import dev.flakelock.fetcher.StandardSchemes;
import dev.flakelock.fetcher.input.InputFetcher;
import dev.flakelock.narhash.Hash;
import java.nio.charset.StandardCharsets;

/**
 * A network without a network: flake 0 is the one to be locked, and every flake has the next ten that nobody has yet as its
 * inputs, until there are as many as wanted. Each is on GitHub and is nothing but a {@code flake.nix}. Flakes that have
 * inputs of their own follow the first input of flake 0 by one of them.
 */
final class FakeNetwork {

    /** Where flake 0 lies. */
    static final String TOP = "path:/flake-0";

    private static final int FAN_OUT = 10;

    private final int inputs;

    /** A network with that many inputs below flake 0. */
    FakeNetwork(int inputs) {
        this.inputs = inputs;
    }

    Schemes schemes() {
        InputFetcher none = InputFetchers.none().hg();
        return StandardSchemes.of(
                SchemeOptions.defaults(),
                new InputFetchers(
                        (input, context) -> gitHub(input),
                        none,
                        none,
                        none,
                        none,
                        (input, context) -> top(input),
                        none,
                        none));
    }

    private FetchedTree gitHub(Input input) throws FlakeException {
        String repo = String.valueOf(input.attrs().text("repo"));
        int number = Integer.parseInt(repo.substring(repo.indexOf('-') + 1));
        Attrs found = input.attrs()
                .without("ref")
                .with("rev", "%040x".formatted(number))
                .with("lastModified", 1_700_000_000L + number);
        return FetchedTree.hashed(found, new FlakeTree(flake(number)), Hash.zeroSha256());
    }

    private FetchedTree top(Input input) {
        return FetchedTree.hashed(input.attrs().with("lastModified", 1), new FlakeTree(flake(0)), Hash.zeroSha256());
    }

    private byte[] flake(int number) {
        StringBuilder nix = new StringBuilder("{\n  inputs = {\n");
        int first = number * FAN_OUT + 1;
        for (int i = first; i < first + FAN_OUT && i <= inputs; i++) {
            nix.append("    flake-")
                    .append(i)
                    .append(".url = \"github:owner/flake-")
                    .append(i)
                    .append("\";\n");
            if (number == 0 && i > 1 && i * FAN_OUT < inputs) {
                nix.append("    flake-").append(i).append(".inputs.shared.follows = \"flake-1\";\n");
            }
        }
        if (number > 0 && first <= inputs) {
            nix.append("    shared.url = \"github:owner/flake-1\";\n    shared.flake = false;\n");
        }
        return nix.append("  };\n  outputs = inputs: { };\n}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
