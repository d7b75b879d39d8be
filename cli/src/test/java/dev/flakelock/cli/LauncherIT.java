package dev.flakelock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the built command as users do: from the source tree, from a copied distribution, through symbolic links. */
class LauncherIT {

    private static final Path LAUNCHER = Path.of(System.getProperty("flakelock.launcher"));
    private static final Path DISTRIBUTION = Path.of(System.getProperty("flakelock.distribution"));

    private record Outcome(int status, String out, String err) {}

    @TempDir
    Path directory;

    @BeforeEach
    void thereIsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
    }

    private Outcome run(List<String> command) throws IOException, InterruptedException {
        Path err = directory.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        builder.environment().put("FLAKELOCK_ARCHIVE", "never");
        Process process = builder.start();
        String out;
        try (InputStream in = process.getInputStream()) {
            out = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    @Test
    void itRunsThroughSymbolicLinksFromAnywhere() throws IOException, InterruptedException {
        Path absolute = Files.createSymbolicLink(directory.resolve("absolute"), LAUNCHER);
        Path relative = Files.createSymbolicLink(directory.resolve("relative"), Path.of("absolute"));
        for (Path link : List.of(absolute, relative)) {
            Outcome outcome = run(List.of(link.toString(), "--version"));
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).startsWith("flakelock ");
            assertThat(outcome.status()).isZero();
        }
    }

    @Test
    void itPassesArgumentsAndTheExitStatusOn() throws IOException, InterruptedException {
        Outcome outcome = run(List.of(LAUNCHER.toString(), "lock", "two words", "$HOME *"));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo("error: unexpected argument '$HOME *'\nTry 'nix --help' for more information.\n");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void theDistributionRunsWhereverItIs() throws IOException, InterruptedException {
        Path copy = directory.resolve("some where");
        copy(DISTRIBUTION, copy);
        Outcome outcome = run(List.of(copy.resolve("bin/flakelock").toString(), "--version"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("flakelock ");
    }

    @Test
    void theExampleIsLockedWithoutANetwork() throws IOException, InterruptedException {
        Path flake = directory.resolve("offline");
        copy(LAUNCHER.resolveSibling("examples").resolve("offline"), flake);
        Files.deleteIfExists(flake.resolve("flake.lock"));
        Outcome outcome = run(List.of(LAUNCHER.toString(), "lock", "path:" + flake));
        assertThat(outcome.err()).isEqualTo("""
                        warning: creating lock file "%s/flake.lock":\s
                        • Added input 'greeter':
                            'path:./greeter'
                        • Added input 'greeter/words':
                            follows 'words'
                        • Added input 'words':
                            'path:./words'
                        """.formatted(flake));
        assertThat(outcome.status()).isZero();
        assertThat(flake.resolve("flake.lock")).exists();
        assertThat(run(List.of(LAUNCHER.toString(), "lock", "path:" + flake)).err())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bcprov-, flakelock.bouncycastle", "org.eclipse.jgit-, flakelock.jgit"})
    void signedJarsArePackedWithoutTheirSignatureAndOtherwiseUnchanged(String prefix, String property)
            throws IOException {
        Path packed;
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("lib"))) {
            packed = files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
        Map<String, Long> expected = checksums(Path.of(System.getProperty(property)));
        expected.keySet().removeIf(name -> name.matches("META-INF/(MANIFEST\\.MF|[^/]*\\.(SF|RSA|DSA|EC))"));
        Map<String, Long> actual = checksums(packed);
        assertThat(actual.remove("META-INF/MANIFEST.MF")).isNotNull();
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void everyJarOfTheClassPathIsInTheDistribution() throws IOException {
        Path lib = DISTRIBUTION.resolve("lib");
        try (JarFile jar = new JarFile(lib.resolve("flakelock.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);

            assertThat(classPath.split(" "))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(lib.resolve(name)).exists());
        }
    }

    @Test
    void nativeCodeForTlsLiesBesideTheJars() {
        assertThat(DISTRIBUTION.resolve("lib/native/libconscrypt_openjdk_jni-linux-x86_64.so"))
                .exists();
    }

    private static Map<String, Long> checksums(Path jar) throws IOException {
        Map<String, Long> checksums = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> put(checksums, entry));
        }
        return checksums;
    }

    private static void put(Map<String, Long> checksums, ZipEntry entry) {
        checksums.put(entry.getName(), entry.getCrc());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target);
            }
        }
    }
}
