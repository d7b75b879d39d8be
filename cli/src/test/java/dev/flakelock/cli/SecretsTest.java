package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One secret of each kind on a machine, and everything that comes out of the commands: not one is in it, whatever servers
 * answer; and each is shown to the host it is for.
 */
class SecretsTest {

    private static final String REV = "9f16914766fd98da50bc829952e232864cdbe833";
    private static final List<String> REFERENCES = List.of(
            "github:o/r",
            "github:o/r/" + REV,
            "gitlab:o/r",
            "sourcehut:~o/r/main",
            "https://netrc.example/a.tar.gz",
            "file+https://netrc.example/f",
            "git+https://helped.example/r?ref=main",
            "git+https://helped.example/r?rev=" + REV);
    private static final List<List<String>> COMMANDS = List.of(
            List.of("lock", "path:."),
            List.of("lock", "path:.", "-vv", "--show-trace"),
            List.of("update", "--flake", "path:.", "--json"),
            List.of("metadata", "path:.", "--json", "-v"),
            List.of("prefetch-inputs", "path:."),
            List.of("archive", "--dry-run", "--json", "path:."),
            List.of("verify", "path:.", "-vv"));

    @TempDir
    Path root;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private CommandRun command;

    @BeforeEach
    void plant() throws IOException {
        command = new CommandRun(root);
        Path netrc = command.home.resolve("secrets/netrc");
        write(netrc, "machine netrc.example login me password " + Planted.NETRC.secret() + "\n");
        Path helper = command.home.resolve("secrets/helper");
        write(
                helper,
                "#!/bin/sh\necho \"$@\" >> '" + root + "/arguments'\n[ \"$1\" = get ] || exit 0\n"
                        + "echo username=me\necho password=" + Planted.HELPER.secret() + "\n");
        assertThat(helper.toFile().setExecutable(true)).isTrue();
        write(command.home.resolve(".gitconfig"), "[credential]\n\thelper = " + helper + "\n");
        command.variables.put("PATH", watched("git", "ssh", "hg") + ":" + System.getenv("PATH"));
        command.variables.put("GITHUB_TOKEN", Planted.GITHUB_TOKEN.secret());
        command.variables.put(
                "NIX_CONFIG",
                "flake-registry =\ndownload-attempts = 1\nnetrc-file = " + netrc + "\naccess-tokens = github.com/o="
                        + Planted.GITHUB_ACCESS.secret() + " gitlab.com=PAT:" + Planted.GITLAB_ACCESS.secret()
                        + " git.sr.ht=" + Planted.SOURCEHUT_ACCESS.secret() + "\n");
    }

    static Stream<Integer> everyStatus() {
        return Stream.of(200, 302, 401, 403, 404, 429, 500);
    }

    @ParameterizedTest
    @MethodSource("everyStatus")
    void noneComesOut(int status) throws IOException {
        command.in(
                new OkHttpClient.Builder().addInterceptor(new Internet(status)).build());
        for (String reference : REFERENCES) {
            command.write(
                    "flake.nix", "{ inputs.a = { url = \"" + reference + "\"; flake = false; }; outputs = _: { }; }");
            for (List<String> arguments : COMMANDS) {
                run(arguments);
            }
            run(List.of("prefetch", "--json", reference));
        }

        assertNoneIsLeft();
        assertThat(shown(Planted.GITHUB_ACCESS)).isSubsetOf("api.github.com", "github.com");
        assertThat(shown(Planted.GITHUB_ACCESS)).isNotEmpty();
        assertThat(shown(Planted.GITLAB_ACCESS)).containsExactly("gitlab.com");
        assertThat(shown(Planted.SOURCEHUT_ACCESS)).containsExactly("git.sr.ht");
        assertThat(shown(Planted.NETRC)).containsExactly("netrc.example");
        assertThat(shown(Planted.HELPER))
                .isSubsetOf("helped.example", "github.com", "api.github.com", "gitlab.com", "git.sr.ht");
    }

    @Test
    void theTokenOfGitHubsToolsIsForGitHubAlone() throws IOException {
        command.variables.put("NIX_CONFIG", "flake-registry =\ndownload-attempts = 1\n");
        command.in(new OkHttpClient.Builder().addInterceptor(new Internet(404)).build());
        for (String reference : REFERENCES) {
            run(List.of("prefetch", "-v", reference));
        }

        assertNoneIsLeft();
        assertThat(shown(Planted.GITHUB_TOKEN)).contains("api.github.com").isSubsetOf("api.github.com", "github.com");
    }

    /** A lock file names URLs as they are written, passwords and all, as Nix has it; messages of what failed do not. */
    @ParameterizedTest
    @MethodSource("everyStatus")
    void thePasswordOfAUrlIsInNoError(int status) throws IOException {
        if (status == 200) {
            return;
        }
        command.in(
                new OkHttpClient.Builder().addInterceptor(new Internet(status)).build());
        for (String start : List.of("https://", "git+https://", "file+https://")) {
            String place = "me:" + Planted.URL.secret() + "@asked.example/a.tar.gz";
            assertThat(command.run("prefetch", start + place, "-vv", "--show-trace"))
                    .isEqualTo(1);
            Planted.assertNoneIn("what prefetch said of " + start, command.out() + command.err());
        }

        Planted.assertNoneBelow(command.home.resolve("cache"));
        assertThat(arguments()).doesNotContain(Planted.URL.secret());
        assertThat(shown(Planted.URL)).isSubsetOf("asked.example");
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"http", "https", "socks5", "ftp"})
    void thePasswordOfAProxyIsInNoError(String scheme) throws IOException {
        command.variables.remove("no_proxy");
        command.variables.put("https_proxy", scheme + "://me:" + Planted.PROXY.secret() + "@127.0.0.1:1");
        for (String reference : REFERENCES) {
            assertThat(command.run("prefetch", "-vv", "--show-trace", reference))
                    .isEqualTo(1);
            Planted.assertNoneIn("what prefetch said of " + reference, command.out() + command.err());
        }
        assertNoneIsLeft();
    }

    private void run(List<String> arguments) {
        command.run(arguments.toArray(new String[0]));
        Planted.assertNoneIn(String.join(" ", arguments), command.out() + command.err());
    }

    private void assertNoneIsLeft() throws IOException {
        Planted.assertNoneBelow(command.home.resolve("cache"));
        Planted.assertNoneBelow(command.home.resolve("data"));
        Planted.assertNoneBelow(command.directory);
        Planted.assertNoneIn("the arguments of programs", arguments());
    }

    private String arguments() throws IOException {
        Path file = root.toRealPath().resolve("arguments");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** The hosts to which a secret was shown, as a token or as a password. */
    private Set<String> shown(Planted planted) {
        Set<String> hosts = new TreeSet<>();
        for (Request request : requests) {
            List<String> values = new ArrayList<>();
            request.headers().toMultimap().values().forEach(values::addAll);
            for (String value : values) {
                String basic = value.startsWith("Basic ")
                        ? new String(Base64.getDecoder().decode(value.substring(6)), StandardCharsets.UTF_8)
                        : "";
                if (value.contains(planted.secret()) || basic.contains(planted.secret())) {
                    hosts.add(request.url().host());
                }
            }
        }
        return hosts;
    }

    /** A directory with programs that write their arguments down and then are the real ones. */
    private Path watched(String... programs) throws IOException {
        Path bin = command.home.resolve("secrets/bin");
        for (String program : programs) {
            Path file = bin.resolve(program);
            write(
                    file,
                    "#!/bin/sh\necho \"$0 $*\" >> '" + root.toRealPath() + "/arguments'\nPATH=${PATH#*:}\nexec "
                            + program + " \"$@\"\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return bin;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Answers everything in the same way, with something for everybody. */
    private final class Internet implements Interceptor {

        private final int status;

        Internet(int status) {
            this.status = status;
        }

        @Override
        public Response intercept(Chain chain) {
            Request request = chain.request();
            requests.add(request);
            boolean elsewhere = request.url().host().equals("elsewhere.example");
            Response.Builder answer = new Response.Builder()
                    .request(request)
                    .protocol(Protocol.HTTP_1_1)
                    .code(elsewhere ? 404 : status)
                    .message("no")
                    .header("WWW-Authenticate", "Basic realm=\"r\"");
            if (status == 302) {
                answer.header(
                        "Location", "https://elsewhere.example" + request.url().encodedPath());
            }
            String body = "{\"sha\":\"" + REV + "\",\"message\":\"no\"}";
            return answer.body(ResponseBody.create(body, MediaType.get("application/json")))
                    .build();
        }
    }
}
