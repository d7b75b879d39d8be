package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flakelock.core.attr.Attrs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits signed with ssh keys. */
final class CommitVerifierTest {

    @TempDir
    Path directory;

    private GitWorld world;
    private Attrs url;

    @BeforeEach
    void sign() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "ssh-keygen");
        world = new GitWorld(directory);
        world.run("ssh-keygen -q -t ed25519 -N '' -f mine; ssh-keygen -q -t ed25519 -N '' -f other;"
                + " git init -q -b main r; cd r; echo x > a; git add .;"
                + " git -c gpg.format=ssh -c user.signingKey=../mine.pub commit -q -S -m signed;"
                + " git branch signed; echo y > a; git commit -q -a -m unsigned");
        url = GitWorld.attrs("file://" + world.directory + "/r");
    }

    private String key(String name) throws Exception {
        return Files.readString(world.directory.resolve(name + ".pub")).split(" ")[1];
    }

    @Test
    void acceptsTheKeyThatSigned() throws Exception {
        Attrs asked = url.with("ref", "signed").with("publicKey", key("mine")).with("keytype", "ssh-ed25519");
        assertThat(world.fetch(asked).found().has("rev")).isTrue();

        String keys = "[{\"type\":\"ssh-ed25519\",\"key\":\"" + key("other") + "\"},{\"key\":\"" + key("mine") + "\"}]";
        assertThat(world.fetch(url.with("ref", "signed").with("publicKeys", keys))
                        .found()
                        .has("rev"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rsa, ssh-rsa", "ecdsa, ecdsa-sha2-nistp256"})
    void acceptsKeysOfOtherTypes(String type, String name) throws Exception {
        world.run("ssh-keygen -q -t " + type + " -N '' -f k; cd r; git checkout -q -b more; echo " + type + " > a;"
                + " git -c gpg.format=ssh -c user.signingKey=../k.pub commit -q -a -S -m more");

        Attrs asked = url.with("ref", "more").with("publicKey", key("k")).with("keytype", name);
        assertThat(world.fetch(asked).found().has("rev")).isTrue();

        assertThatThrownBy(
                        () -> world.fetch(asked.with("publicKey", key("mine")).with("keytype", "ssh-ed25519")))
                .hasMessageContaining("is not signed with any of the given keys");
    }

    /** Keys in hardware sign differently, and no test has the hardware; what git is told of them can be looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-dsa",
                "ecdsa-sha2-nistp256",
                "sk-ecdsa-sha2-nistp256@openssh.com",
                "sk-ssh-ed25519@openssh.com"
            })
    void listsKeysOfAnyType(String type) throws Exception {
        assertThat(CommitVerifier.signers(
                        Attrs.none().with("publicKey", "AAAA+/=").with("keytype", type)))
                .isEqualTo("* " + type + " AAAA+/=\n");
    }

    @Test
    void refusesOtherKeysAndNone() throws Exception {
        Attrs other = url.with("ref", "signed").with("publicKey", key("other"));
        assertThatThrownBy(() -> world.fetch(other)).hasMessageContaining("is not signed with any of the given keys");

        Attrs unsigned = url.with("ref", "main").with("publicKey", key("mine"));
        assertThatThrownBy(() -> world.fetch(unsigned)).hasMessageContaining("failed: it is not signed");

        Attrs none = url.with("ref", "signed").with("verifyCommit", true);
        assertThatThrownBy(() -> world.fetch(none)).hasMessageContaining("no public keys are given");
    }

    @Test
    void refusesAKeyThatWouldAddALine() {
        Attrs odd = url.with("ref", "signed").with("publicKey", "AAAA\n* ssh-ed25519 BBBB");
        assertThatThrownBy(() -> world.fetch(odd)).hasMessageEndingWith("is not a public key");
    }

    @Test
    void refusesADirtyTree() throws Exception {
        world.run("echo z > r/a");
        assertThatThrownBy(() -> world.fetch(url.with("publicKey", key("mine"))))
                .hasMessageContaining("commit verification is required");
    }
}
