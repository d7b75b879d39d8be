package dev.flakelock.fetcher.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.Finding;
import dev.flakelock.core.resolve.Finding.Weight;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.VerifiedInput;
import dev.flakelock.core.resolve.VerifiedLock;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.TestArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock file that is right is found right; and each way of being wrong is found, with what led to it. */
final class VerifiedLocksTest {

    private static final String FLAKE = """
            { inputs.a.url = "github:o/r"; inputs.t = { url = "https://h.example/t.tar.gz"; flake = false; };
              inputs.here.url = "path:./sub"; outputs = _: { }; }
            """;
    private static final LockListener SILENT = message -> {};

    @TempDir
    Path directory;

    private GitWorld world;
    private GitHttpServer server;
    private FlakeLocker locker;
    private byte[] archive =
            new TestArchive().file("flake.nix", "{ outputs = _: { }; }").gzip();
    private byte[] tarball = new TestArchive().file("x", "1").gzip();
    private String tip = "";
    private Path flake = Path.of("");

    @BeforeEach
    void lock() throws Exception {
        world = new GitWorld(directory);
        // The commit is as old as the files of the archive, which is what forges see to.
        world.run("""
                git init -q -b main r; cd r; echo 1 > f; git add f
                GIT_COMMITTER_DATE='1700000000 +0000' git commit -q -m one
                cd ..; git clone -q --bare r served/o/r
                """);
        tip = world.run("git -C r rev-parse main").strip();
        server = new GitHttpServer(world.directory.resolve("served"));
        flake = Files.createDirectories(world.directory.resolve("flake"));
        Files.createDirectories(flake.resolve("sub"));
        Files.writeString(flake.resolve("flake.nix"), FLAKE);
        Files.writeString(flake.resolve("sub/flake.nix"), "{ outputs = _: { }; }");
        locker = FlakeLocker.builder(world.settings)
                .client(new OkHttpClient.Builder()
                        .addInterceptor(this::internet)
                        .build())
                .build();
        locker.lock(request(), SILENT);
    }

    @AfterEach
    void stop() {
        locker.close();
        server.close();
    }

    @Test
    void whatWasJustLockedIsRight() throws Exception {
        VerifiedLock verified = verify();

        assertThat(verified.inputs())
                .extracting(input -> input.path().toString())
                .containsExactly("a", "t");
        assertThat(verified.inputs()).allMatch(VerifiedInput::isGood);
        assertThat(verified.inputs()).flatExtracting(VerifiedInput::findings).isEmpty();
        assertThat(verified.exitStatus()).isZero();
    }

    @Test
    void otherContentsAreAMismatchAlthoughTheCacheKnowsTheRightOnes() throws Exception {
        archive = new TestArchive()
                .file("flake.nix", "{ outputs = _: { evil = 1; }; }")
                .gzip();

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(102);
        Finding finding = finding(verified, "a");
        assertThat(finding.attribute()).isEqualTo("narHash");
        assertThat(finding.found()).startsWith("sha256-").isNotEqualTo(finding.expected());
        assertThat(finding.cause()).contains("export-subst");
        assertThat(input(verified, "t").isGood()).isTrue();
    }

    @Test
    void aFileThatWasReplacedIsAMismatch() throws Exception {
        tarball = new TestArchive().file("x", "2").gzip();

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(102);
        assertThat(finding(verified, "t").cause()).startsWith("what is at the URL has been replaced");
    }

    @Test
    void aTimeThatSomebodyWroteIsAMismatch() throws Exception {
        edit("\"lastModified\": 1700000000", "\"lastModified\": 1700000001");

        VerifiedLock verified = verify();

        assertThat(input(verified, "a").findings())
                .extracting(Finding::weight, Finding::attribute, Finding::expected, Finding::found)
                .containsExactly(tuple(Weight.MISMATCH, "lastModified", "1700000001", "1700000000"));
        // For what is no commit the server may have named the time.
        assertThat(input(verified, "t").findings()).extracting(Finding::weight).containsExactly(Weight.NOTE);
        assertThat(verified.exitStatus()).isEqualTo(102);
    }

    @Test
    void aCommitThatNoBranchLeadsToIsMissing() throws Exception {
        world.run("cd r; echo 2 > f; git commit -q --amend -a -m other; git push -q -f ../served/o/r main");

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isEqualTo(1);
        assertThat(finding(verified, "a").weight()).isEqualTo(Weight.MISSING);
        assertThat(finding(verified, "a").cause()).contains("commit of a fork");
    }

    @Test
    void aCommitThatOnlyAnotherBranchLeadsToIsWorthANote() throws Exception {
        world.run("cd r; git push -q ../served/o/r main:old; echo 2 > f; git commit -q --amend -a -m other;"
                + " git push -q -f ../served/o/r main");

        VerifiedLock verified = verify();

        assertThat(verified.exitStatus()).isZero();
        assertThat(finding(verified, "a").weight()).isEqualTo(Weight.NOTE);
    }

    @Test
    void aPlaceThatIsGoneIsAFailureThatKeepsNothingElseFromBeingChecked() throws Exception {
        tarball = new byte[0];

        VerifiedLock verified = verify();

        assertThat(input(verified, "t").failure()).isNotNull();
        assertThat(input(verified, "a").isGood()).isTrue();
        assertThat(verified.exitStatus()).isEqualTo(1);
    }

    @Test
    void nothingIsChanged() throws Exception {
        edit("\"lastModified\": 1700000000", "\"lastModified\": 1700000001");
        byte[] before = Files.readAllBytes(flake.resolve("flake.lock"));

        verify();

        assertThat(Files.readAllBytes(flake.resolve("flake.lock"))).isEqualTo(before);
    }

    private VerifiedLock verify() throws FlakeException {
        return locker.verify(request(), SILENT);
    }

    private LockRequest request() throws FlakeException {
        return LockRequest.of(locker.parseFlake("path:" + flake, SILENT)).build();
    }

    private void edit(String from, String to) throws IOException {
        Path file = flake.resolve("flake.lock");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static VerifiedInput input(VerifiedLock verified, String path) {
        return verified.inputs().stream()
                .filter(input -> input.path().toString().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Finding finding(VerifiedLock verified, String path) {
        return input(verified, path).findings().get(0);
    }

    private Response internet(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        String place = url.host() + url.encodedPath();
        if (place.startsWith("github.com/o/r/") && !place.contains("/archive/")) {
            HttpUrl there = HttpUrl.get(server.url(url.encodedPath().substring(1)))
                    .newBuilder()
                    .encodedQuery(url.encodedQuery())
                    .build();
            return chain.proceed(chain.request().newBuilder().url(there).build());
        }
        Map<String, byte[]> files = Map.of(
                "api.github.com/repos/o/r/commits/HEAD",
                ("{\"sha\":\"" + tip + "\"}").getBytes(UTF_8),
                "github.com/o/r/archive/" + tip + ".tar.gz",
                archive,
                "api.github.com/repos/o/r/tarball/" + tip,
                archive,
                "h.example/t.tar.gz",
                tarball);
        byte[] body = files.getOrDefault(place, new byte[0]);
        Answer answer = body.length == 0 ? Answer.status(404) : Answer.ok(body);
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(answer.status())
                .message("")
                .headers(Headers.of(answer.headers()))
                .body(ResponseBody.create(answer.body(), MediaType.get("application/octet-stream")))
                .build();
    }
}
