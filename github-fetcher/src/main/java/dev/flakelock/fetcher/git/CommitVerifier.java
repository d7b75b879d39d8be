package dev.flakelock.fetcher.git;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.settings.Environment;
import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import dev.flakelock.core.text.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Checks that a commit has been signed with one of the keys that an input names. The check itself is that of
 * {@code git verify-commit} with a list of allowed signers, as in Nix; without the {@code git} program it fails.
 */
final class CommitVerifier {

    private static final String DEFAULT_TYPE = "ssh-ed25519";

    private final Environment environment;

    CommitVerifier(Environment environment) {
        this.environment = environment;
    }

    void verify(LocalRepository repository, ObjectId commit, GitInput input) throws FlakeException {
        GitProgram git = GitProgram.find(environment)
                .map(GitProgram::quiet)
                .orElseThrow(() -> failed(commit, "the 'git' program is needed to verify it"));
        String signers = signers(input.attrs());
        if (signers.isEmpty()) {
            throw failed(commit, "no public keys are given");
        }
        try {
            Path list = Files.createTempFile("flakelock-", ".signers");
            try {
                Files.writeString(list, signers);
                if (!isSigned(git, repository.root(), list, commit)) {
                    throw failed(commit, "it is not signed with any of the given keys");
                }
            } finally {
                Files.delete(list);
            }
        } catch (IOException e) {
            throw failed(commit, String.valueOf(e.getMessage()));
        }
    }

    /** The list decides alone: a signature of another kind, for example by GnuPG, does not count. */
    private static boolean isSigned(GitProgram git, Path root, Path list, ObjectId commit) throws FlakeException {
        GitProgram.Ended raw = git.run(root, "", "cat-file", "commit", commit.name());
        if (!raw.output().contains("\ngpgsig -----BEGIN SSH SIGNATURE-----")) {
            return false;
        }
        String signers = "gpg.ssh.allowedSignersFile=" + list;
        return git.run(root, "", "-c", signers, "verify-commit", commit.name()).status() == 0;
    }

    private static FlakeException failed(ObjectId commit, String reason) {
        return new FlakeException("Commit signature verification on commit " + commit.name() + " failed: " + reason);
    }

    /** A line for each key, in the form of {@code ssh-keygen(1)}. */
    static String signers(Attrs attrs) throws FlakeException {
        StringBuilder lines = new StringBuilder();
        String single = attrs.text("publicKey");
        if (single != null) {
            line(lines, Optional.ofNullable(attrs.text("keytype")).orElse(DEFAULT_TYPE), single);
        }
        String several = attrs.text("publicKeys");
        if (several != null) {
            for (JsonValue key : items(several)) {
                line(
                        lines,
                        member(key, "type").orElse(DEFAULT_TYPE),
                        member(key, "key").orElse(""));
            }
        }
        return lines.toString();
    }

    private static void line(StringBuilder lines, String type, String key) throws FlakeException {
        if (!type.matches("[A-Za-z0-9@.-]+") || !key.matches("[A-Za-z0-9+/=]+")) {
            throw new FlakeException("'" + type + " " + key + "' is not a public key");
        }
        lines.append("* ").append(type).append(' ').append(key).append('\n');
    }

    private static Iterable<JsonValue> items(String json) throws FlakeException {
        try {
            JsonValue value = JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
            if (value instanceof JsonValue.Array array) {
                return array.items();
            }
        } catch (JsonSyntaxException e) {
            throw new FlakeException(e.getMessage(), e);
        }
        throw new FlakeException("'publicKeys' must be a list of keys, but is " + json);
    }

    private static Optional<String> member(JsonValue key, String name) {
        return key instanceof JsonValue.Obj object && object.get(name) instanceof JsonValue.Text text
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
