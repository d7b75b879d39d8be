package dev.flakelock.fetcher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.fetch.FetchedTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files behind Git LFS pointers, from a server that has one of them. */
final class LfsTest {

    private static final String OID = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\\noid sha256:" + OID + "\\nsize 11\\n";

    @TempDir
    Path directory;

    private GitWorld world;
    private HttpServer server;
    private Attrs url;
    private volatile String authorization = "";
    private volatile String contents = "hello world";
    private int errors;

    @BeforeEach
    void serve() throws Exception {
        world = new GitWorld(directory);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/r/info/lfs/objects/batch", exchange -> batch(exchange, base));
        server.createContext("/file", exchange -> answer(exchange, contents));
        server.start();
        world.run("git init -q -b main r; cd r; git remote add origin " + base + "/r;"
                + " printf '*.bin filter=lfs\\n' > .gitattributes; printf '" + POINTER + "' > a.bin;"
                + " printf '" + POINTER + "' > a.txt; echo no pointer > b.bin; git add .; git commit -q -m lfs");
        url = GitWorld.attrs("file://" + world.directory + "/r").with("ref", "main");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void batch(HttpExchange exchange, String base) throws IOException {
        if (errors-- > 0) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (!authorization.isEmpty() && !authorization.equals(given)) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        String question = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(question).contains("\"operation\":\"download\"", "\"oid\":\"" + OID + "\"", "\"size\":11");
        answer(
                exchange,
                "{\"objects\":[{\"oid\":\"" + OID + "\",\"size\":11,\"actions\":{\"download\":{\"href\":\"" + base
                        + "/file?secret\"}}}]}");
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void leavesPointersAloneUnlessAsked() throws Exception {
        assertThat(new String(world.fetch(url).files().read("a.bin"), StandardCharsets.UTF_8))
                .startsWith("version https://git-lfs");
    }

    @Test
    void putsFilesInThePlaceOfPointers() throws Exception {
        FetchedTree tree = world.fetch(url.with("lfs", true));

        assertThat(new String(tree.files().read("a.bin"), StandardCharsets.UTF_8))
                .isEqualTo("hello world");
        assertThat(new String(tree.files().read("a.txt"), StandardCharsets.UTF_8))
                .startsWith("version");
        assertThat(tree.narHash()).isNotEqualTo(world.fetch(url).narHash());
        assertThat(world.context.warnings).containsOnly("Skip git-lfs, file 'b.bin' is not a valid pointer");
    }

    @Test
    void asksBehindSshWhereTheServerIs() throws Exception {
        Path ssh = world.directory.resolve("ssh");
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(
                ssh,
                "#!/bin/sh\necho \"$@\" > \"${0%/*}/ssh.log\"\n[ \"$*\" = \"-p 2222 git@h.example git-lfs-authenticate '/r' download\" ]"
                        + " && echo '{\"href\":\"" + base
                        + "/r/info/lfs\",\"header\":{\"Authorization\":\"RemoteAuth s3cret\"}}'\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwxr-xr-x"));
        world.run("git -C r remote set-url origin ssh://git@h.example:2222/r");
        world.variables(Map.of("GIT_SSH", ssh.toString()));
        authorization = "RemoteAuth s3cret";

        FetchedTree tree = world.fetch(url.with("lfs", true));

        assertThat(new String(tree.files().read("a.bin"), StandardCharsets.UTF_8))
                .isEqualTo("hello world");
        assertThat(world.context.details)
                .containsExactly(
                        "ssh h.example: git-lfs-authenticate '/r' download",
                        "POST " + base + "/r/info/lfs/objects/batch",
                        "GET " + base + "/file");
    }

    @Test
    void asksTheHelpersOfGit() throws Exception {
        authorization = "Basic dXNlcjpwYXNz";
        world.variables(Map.of(
                "GIT_CONFIG_COUNT",
                "1",
                "GIT_CONFIG_KEY_0",
                "credential.helper",
                "GIT_CONFIG_VALUE_0",
                "!f() { echo username=user; echo password=pass; }; f"));

        FetchedTree tree = world.fetch(url.with("lfs", true));

        assertThat(new String(tree.files().read("a.bin"), StandardCharsets.UTF_8))
                .isEqualTo("hello world");
    }

    @Test
    void takesNoForAnAnswer() throws Exception {
        authorization = "Basic dXNlcjpwYXNz";
        world.variables(Map.of("GIT_CONFIG_GLOBAL", "/dev/null"));

        assertThatThrownBy(world.fetch(url.with("lfs", true))::narHash).hasMessageEndingWith(": HTTP error 401");
    }

    @Test
    void believesNoOtherContents() throws Exception {
        contents = "jello world";
        FetchedTree tree = world.fetch(url.with("lfs", true));

        assertThatThrownBy(tree::narHash)
                .hasMessageStartingWith("fetching LFS file 'a.bin'")
                .hasMessageContaining("hash or size mismatch");
    }

    @Test
    void knowsPointersFromOtherFiles() {
        String pointer = POINTER.replace("\\n", "\n");
        assertThat(LfsPointer.parse(pointer.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Optional.of(new LfsPointer(OID, 11)));
        assertThat(LfsPointer.parse((pointer + "x".repeat(1024)).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(LfsPointer.parse(pointer.replace("size 11", "size x").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void aServerThatIsBusyIsAskedAgain() throws Exception {
        errors = 2;

        FetchedTree tree = world.fetch(url.with("lfs", true));

        assertThat(new String(tree.files().read("a.bin"), StandardCharsets.UTF_8))
                .isEqualTo("hello world");
        assertThat(world.transport.pauses()).containsExactly(250L, 500L);
    }

    @Test
    void aServerThatStaysBusyIsAnErrorAndNothingIsKept() throws Exception {
        errors = 5;
        FetchedTree tree = world.fetch(url.with("lfs", true));

        assertThatThrownBy(() -> tree.files().read("a.bin"))
                .hasMessageStartingWith("fetching LFS file 'a.bin'")
                .hasMessageContaining("HTTP error 503");

        assertThat(new String(world.fetch(url.with("lfs", true)).files().read("a.bin"), StandardCharsets.UTF_8))
                .isEqualTo("hello world");
    }
}
