package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code metadata}, {@code prefetch} and {@code archive} print of a flake, as recorded from Nix 2.34.8. */
class FlakeCommandsTest {

    private static final FileTime TIME = FileTime.from(1_700_000_000, TimeUnit.SECONDS);

    private CommandRun nix;

    @BeforeEach
    void aFlakeWithATreeInside(@TempDir Path root) throws IOException {
        nix = new CommandRun(root);
        nix.write("ex/flake.nix", """
                {
                  description = "An example";
                  inputs.src = { url = "path:./sub"; flake = false; };
                  inputs.same.follows = "src";
                  outputs = _: { };
                }
                """);
        nix.write("ex/sub/file", "one\n");
        setTimes();
    }

    private void setTimes() throws IOException {
        try (var paths = Files.walk(nix.directory.resolve("ex"))) {
            for (Path path : paths.toList()) {
                Files.setLastModifiedTime(path, TIME);
            }
        }
    }

    private void lock() throws IOException {
        assertThat(nix.run("lock", "path:./ex")).isZero();
        setTimes();
    }

    private int runInUtc(String... arguments) {
        TimeZone zone = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try {
            return nix.run(arguments);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void metadataAsText() throws IOException {
        lock();
        assertThat(runInUtc("metadata", "path:./ex")).isZero();
        assertThat(nix.out().replace("\u001b[1m", "<").replace("\u001b[0m", ">"))
                .isEqualTo("""
                        <Resolved URL:>  path:DIR/ex
                        <Locked URL:>    path:DIR/ex?lastModified=1700000000&narHash=sha256-B/UQwjyya0nWFPHfbTEhTlxKruxsaRJi%2BZI0zu0YAZs%3D
                        <Description:>   An example
                        <Path:>          /nix/store/d8i1394fa42dz6f951m7zlll1ss3ld02-source
                        <Last modified:> 2023-11-14 22:13:20
                        <Fingerprint:>   fe01b581db1b38c7ceb35c1d9a127582b44f88de5a02fabcc4d437ff7d15a5bd
                        <Inputs:>
                        ├───<same> follows input 'src'
                        └───<src>: path:./sub
                        """);
        assertThat(nix.err()).isEmpty();
    }

    @Test
    void metadataAsJson() throws IOException {
        lock();
        assertThat(nix.run("metadata", "--json", "path:./ex")).isZero();
        assertThat(nix.out()).isEqualTo("""
                {"description":"An example",\
                "fingerprint":"fe01b581db1b38c7ceb35c1d9a127582b44f88de5a02fabcc4d437ff7d15a5bd",\
                "lastModified":1700000000,\
                "locked":{"__final":true,"lastModified":1700000000,\
                "narHash":"sha256-B/UQwjyya0nWFPHfbTEhTlxKruxsaRJi+ZI0zu0YAZs=","path":"DIR/ex","type":"path"},\
                "locks":{"nodes":{"root":{"inputs":{"same":["src"],"src":"src"}},\
                "src":{"flake":false,"locked":{"path":"./sub","type":"path"},\
                "original":{"path":"./sub","type":"path"},"parent":[]}},"root":"root","version":7},\
                "original":{"path":"DIR/ex","type":"path"},"originalUrl":"path:DIR/ex",\
                "path":"/nix/store/d8i1394fa42dz6f951m7zlll1ss3ld02-source",\
                "resolved":{"path":"DIR/ex","type":"path"},"resolvedUrl":"path:DIR/ex",\
                "url":"path:DIR/ex?lastModified=1700000000&narHash=sha256-B/UQwjyya0nWFPHfbTEhTlxKruxsaRJi%2BZI0zu0YAZs%3D"}
                """);
    }

    @Test
    void metadataOfWhatIsNotWritten() {
        assertThat(nix.run("metadata", "--json", "path:./ex", "--no-write-lock-file"))
                .isZero();
        assertThat(nix.out())
                .contains("\"fingerprint\":\"b2059b69bf4aba7804acfb765836d03fcec3597e076b6dac20d36ad4afdcc5f0\"");
        assertThat(nix.err()).isEqualTo("""
                warning: not writing modified lock file of flake 'path:DIR/ex':
                • Added input 'same':
                    follows 'src'
                • Added input 'src':
                    'path:./sub'
                """);
    }

    @Test
    void archiveShowsStorePaths() throws IOException {
        lock();
        assertThat(nix.run("archive", "--dry-run", "--json", "path:./ex")).isZero();
        assertThat(nix.out())
                .isEqualTo("{\"inputs\":{\"src\":{\"inputs\":{}}},"
                        + "\"path\":\"/nix/store/d8i1394fa42dz6f951m7zlll1ss3ld02-source\"}\n");
        assertThat(nix.run("archive", "--dry-run", "path:./ex")).isZero();
        assertThat(nix.out() + nix.err()).isEmpty();
    }

    @Test
    void anInputCanHaveAnotherNameInTheStore() throws IOException {
        nix.write("hello", "hello\n");
        nix.write("ex/flake.nix", """
                {
                  inputs.f = { type = "file"; url = "file://%s/hello"; name = "greeting"; flake = false; };
                  outputs = _: { };
                }
                """.formatted(nix.directory));

        assertThat(nix.run("archive", "--dry-run", "--json", "path:./ex")).isZero();
        assertThat(nix.out())
                .contains("{\"inputs\":{},\"path\":\"/nix/store/5nfjhql2p2cvh7d7sz3cxy0wzgr2k6nf-greeting\"}");
    }

    @Test
    void archiveCopiesNothing() {
        assertThat(nix.run("archive", "--json", "path:./ex")).isEqualTo(1);
        assertThat(nix.err()).isEqualTo("""
                error: cannot copy the flake and its inputs: flakelock has no Nix store
                       hint: 'archive --dry-run --json' shows where they would be and 'prefetch-inputs' fetches them; \
                'nix flake archive' copies them where Nix is installed
                """);
        assertThat(nix.out()).isEmpty();
    }

    @Test
    void prefetchMakesNoLink() {
        for (String option : List.of("-o", "--out-link")) {
            assertThat(nix.run("prefetch", option, "result", "path:./ex")).isEqualTo(1);
            assertThat(nix.err()).isEqualTo("""
                    error: cannot make the link 'result': flakelock has no Nix store
                           hint: 'prefetch --json' shows the store path; 'nix flake prefetch --out-link' makes the link \
                    where Nix is installed
                    """);
        }
        assertThat(nix.directory.resolve("result")).doesNotExist();
    }

    @Test
    void prefetchShowsTheHash() throws IOException {
        lock();
        assertThat(nix.run("prefetch", "path:./ex")).isZero();
        assertThat(nix.out()).isEmpty();
        assertThat(nix.err())
                .isEqualTo("Downloaded 'path:DIR/ex?lastModified=1700000000' to"
                        + " '/nix/store/d8i1394fa42dz6f951m7zlll1ss3ld02-source'"
                        + " (hash 'sha256-B/UQwjyya0nWFPHfbTEhTlxKruxsaRJi+ZI0zu0YAZs=').\n");
        assertThat(nix.run("prefetch", "--json", "path:./ex")).isZero();
        assertThat(nix.out()).isEqualTo("""
                {"hash":"sha256-B/UQwjyya0nWFPHfbTEhTlxKruxsaRJi+ZI0zu0YAZs=",\
                "locked":{"lastModified":1700000000,"path":"DIR/ex","type":"path"},\
                "original":{"path":"DIR/ex","type":"path"},\
                "storePath":"/nix/store/d8i1394fa42dz6f951m7zlll1ss3ld02-source"}
                """);
    }

    @Test
    void prefetchNeedsNoFlake() {
        assertThat(nix.run("prefetch", "path:/no/such")).isEqualTo(1);
        assertThat(nix.err()).isEqualTo("""
                error:
                       … while fetching the input 'path:/no/such'

                       error: path '//no/such' does not exist
                """);
        assertThat(nix.run("prefetch", "--json", "path:./ex/sub")).isZero();
        assertThat(nix.out()).contains("\"locked\":{\"lastModified\":1700000000,\"path\":\"DIR/ex/sub\"");
    }

    @Test
    void prefetchOfInputsIsDoneWithoutThoseInside() {
        assertThat(nix.run("prefetch-inputs", "--quiet", "path:./ex", "--no-write-lock-file"))
                .isZero();
        assertThat(nix.out()).isEmpty();
    }

    @Test
    void aFlakeMayNameItsRegistry() throws IOException {
        Path registry = nix.write("registry.json", """
                {"version":2,"flakes":[{"from":{"type":"indirect","id":"dep"},"to":{"type":"path","path":"%s"}}]}
                """.formatted(nix.directory.resolve("ex/sub")));
        nix.write("ex/flake.nix", """
                {
                  inputs.dep = { url = "flake:dep"; flake = false; };
                  outputs = _: { };
                  nixConfig.flake-registry = "%s";
                }
                """.formatted(registry));
        assertThat(nix.run("lock", "path:./ex")).as(nix.err()).isZero();
        assertThat(nix.read(nix.directory.resolve("ex/flake.lock"))).contains("\"path\": \"DIR/ex/sub\"");
    }

    @Test
    void whatAFlakeConfiguresCountsForItsInputs() throws IOException {
        Path netrc = nix.write("netrc", "machine 127.0.0.1 login ann password secret");
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization") + ", "
                    + exchange.getRequestHeaders().getFirst("User-Agent").replaceAll(".* ", ""));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        nix.write("ex/flake.nix", """
                {
                  inputs.file = { url = "file+http://127.0.0.1:%d/"; flake = false; };
                  outputs = _: { };
                  nixConfig.netrc-file = "%s";
                  nixConfig.user-agent-suffix = "of-a-flake";
                }
                """.formatted(server.getAddress().getPort(), netrc));
        server.start();
        try {
            assertThat(nix.run("lock", "path:./ex", "--accept-flake-config"))
                    .as(nix.err())
                    .isZero();
            assertThat(nix.run("update", "--flake", "path:./ex")).as(nix.err()).isZero();
            assertThat(nix.err()).contains("ignoring untrusted flake configuration setting 'netrc-file'");
        } finally {
            server.stop(0);
        }
        assertThat(seen).containsExactly("Basic YW5uOnNlY3JldA==, of-a-flake", "null, Nix/2.34.8");
    }

    @Test
    void aDefectOfAFetcherIsAnErrorAndNothingIsWritten() throws IOException {
        nix.in(new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    throw new IllegalStateException("nobody thought of that");
                })
                .build());
        nix.write(
                "ex/flake.nix",
                "{ inputs.f = { url = \"file+http://a.example/\"; flake = false; }; outputs = _: { }; }");
        Path lock = nix.write("ex/flake.lock", "{\"nodes\":{\"root\":{}},\"root\":\"root\",\"version\":7}");

        for (String command : List.of("lock", "metadata", "prefetch-inputs")) {
            assertThat(nix.run(command, "path:./ex")).isEqualTo(1);
            assertThat(nix.err()).isEqualTo("""
                    error: internal error: java.lang.IllegalStateException: a fetch broke down
                           hint: this is a defect of flakelock; with '--show-trace' it says where
                    """);
        }
        assertThat(nix.run("lock", "path:./ex", "--show-trace")).isEqualTo(1);
        assertThat(nix.err())
                .contains("Caused by: java.lang.IllegalStateException: nobody thought of that")
                .contains("\tat dev.flakelock.fetcher.");
        assertThat(lock).hasContent("{\"nodes\":{\"root\":{}},\"root\":\"root\",\"version\":7}");
        assertThat(nix.directory.resolve("ex")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFlakeMaySayHowItsErrorsAreShown() throws IOException {
        nix.write("ex/flake.nix", "{ inputs.a.url = \"path:./a\"; outputs = _: { }; nixConfig.show-trace = true; }");
        nix.write("ex/a/flake.nix", "{ inputs.b.url = \"path:./b\"; outputs = _: { }; }");
        nix.write("ex/a/b/flake.nix", "{ inputs.c.url = \"path:./c\"; outputs = _: { }; }");
        nix.write("ex/a/b/c/flake.nix", "{ inputs.nowhere = { }; outputs = _: { }; }");

        assertThat(nix.run("lock", "path:./ex")).isEqualTo(1);
        assertThat(nix.err()).contains("(stack trace truncated; use '--show-trace'");

        assertThat(nix.run("lock", "path:./ex", "--accept-flake-config")).isEqualTo(1);
        assertThat(nix.err().replaceAll("\\?.*'", "?…'")).isEqualTo("""
                error:
                       … while updating the lock file of flake 'path:DIR/ex?…'

                       … while updating the flake input 'a'

                       … while updating the flake input 'a/b'

                       … while updating the flake input 'a/b/c'

                       … while updating the flake input 'a/b/c/nowhere'

                       error: cannot find flake 'flake:nowhere' in the flake registries
                       hint: write where the flake is, for example github:OWNER/REPO; 'flakelock registry list' shows what has a short name
                """);
    }

    @Test
    void whatAFlakeMayNotConfigureIsAskedFor() throws IOException {
        nix.write("ex/flake.nix", "{ nixConfig.allow-dirty = false; outputs = _: { }; }");
        assertThat(nix.run("lock", "path:./ex")).isZero();
        assertThat(nix.err()).isEqualTo("""
                warning: ignoring untrusted flake configuration setting 'allow-dirty'.
                Pass '--accept-flake-config' to trust it
                """);
        nix.answer("y\nY\n");
        assertThat(nix.run("lock", "path:./ex")).isZero();
        assertThat(nix.err())
                .isEqualTo("do you want to allow configuration setting 'allow-dirty' to be set to 'false' (y/N)? "
                        + "do you want to permanently mark this value as trusted (y/N)? ");
        assertThat(nix.home.resolve("data/nix/trusted-settings.json")).hasContent("{\"allow-dirty\":{\"false\":true}}");
    }
}
