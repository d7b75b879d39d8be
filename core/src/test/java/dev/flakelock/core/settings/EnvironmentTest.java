package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentTest {

    private static Environment linux(Map<String, String> variables) {
        return Environment.of(variables, Path.of("/current"), Path.of("/home/u"), OperatingSystem.LINUX);
    }

    private static Environment windows(Map<String, String> variables) {
        return Environment.of(variables, Path.of("/current"), Path.of("/Users/u"), OperatingSystem.WINDOWS);
    }

    @Test
    void placesWithoutAnyVariable() {
        Environment environment = linux(Map.of());
        assertThat(environment.systemConfigDir()).isEqualTo(Path.of("/etc/nix"));
        assertThat(environment.configDir()).isEqualTo(Path.of("/home/u/.config/nix"));
        assertThat(environment.configDirs()).containsExactly(Path.of("/home/u/.config/nix"), Path.of("/etc/xdg/nix"));
        assertThat(environment.nixCacheDir()).isEqualTo(Path.of("/home/u/.cache/nix"));
        assertThat(environment.ownCacheDir()).isEqualTo(Path.of("/home/u/.cache/flakelock"));
        assertThat(environment.dataDir()).isEqualTo(Path.of("/home/u/.local/share/nix"));
    }

    @Test
    void xdgVariablesMoveThem() {
        Environment environment = linux(Map.of(
                "XDG_CONFIG_HOME", "/c", "XDG_CACHE_HOME", "/k", "XDG_DATA_HOME", "/d", "XDG_CONFIG_DIRS", "/x::/y"));
        assertThat(environment.configDirs()).containsExactly(Path.of("/c/nix"), Path.of("/x/nix"), Path.of("/y/nix"));
        assertThat(environment.nixCacheDir()).isEqualTo(Path.of("/k/nix"));
        assertThat(environment.ownCacheDir()).isEqualTo(Path.of("/k/flakelock"));
        assertThat(environment.dataDir()).isEqualTo(Path.of("/d/nix"));
    }

    @Test
    void nixVariablesWinAndNameTheDirectoryItself() {
        Environment environment = linux(Map.of(
                "NIX_CONF_DIR",
                "/sys/../sys2/",
                "NIX_CONFIG_HOME",
                "/c",
                "NIX_CACHE_HOME",
                "/k",
                "NIX_DATA_HOME",
                "/d",
                "XDG_CONFIG_HOME",
                "/no",
                "XDG_CACHE_HOME",
                "/mine",
                "XDG_DATA_HOME",
                "/no"));
        assertThat(environment.systemConfigDir()).isEqualTo(Path.of("/sys2"));
        assertThat(environment.configDir()).isEqualTo(Path.of("/c"));
        assertThat(environment.nixCacheDir()).isEqualTo(Path.of("/k"));
        assertThat(environment.dataDir()).isEqualTo(Path.of("/d"));
        assertThat(environment.ownCacheDir()).isEqualTo(Path.of("/mine/flakelock"));
    }

    @Test
    void emptyVariablesCountAsUnsetAndRelativeOnesFromTheCurrentDirectory() {
        Environment environment =
                linux(Map.of("XDG_CONFIG_HOME", "", "NIX_CONF_DIR", "", "NIX_CACHE_HOME", "", "XDG_CACHE_HOME", "k"));
        assertThat(environment.configDir()).isEqualTo(Path.of("/home/u/.config/nix"));
        assertThat(environment.systemConfigDir()).isEqualTo(Path.of("/etc/nix"));
        assertThat(environment.nixCacheDir()).isEqualTo(Path.of("/current/k/nix"));
        assertThat(environment.variable("NIX_CONF_DIR")).contains("");
        assertThat(environment.nonEmptyVariable("NIX_CONF_DIR")).isEmpty();
    }

    @Test
    void namesThatNoDirectoryCanHaveCountAsUnset() {
        Environment environment = linux(Map.of("NIX_CONF_DIR", "a\0b", "XDG_CONFIG_DIRS", "a\0b:/x"));
        assertThat(environment.systemConfigDir()).isEqualTo(Path.of("/etc/nix"));
        assertThat(environment.configDirs()).containsExactly(Path.of("/home/u/.config/nix"), Path.of("/x/nix"));
    }

    @Test
    void anEmptyListOfConfigurationDirectoriesIsEmpty() {
        assertThat(linux(Map.of("XDG_CONFIG_DIRS", "")).configDirs()).containsExactly(Path.of("/home/u/.config/nix"));
    }

    @Test
    void macOsIsLaidOutLikeLinux() {
        Environment mac = Environment.of(Map.of(), Path.of("/"), Path.of("/Users/u"), OperatingSystem.MACOS);
        assertThat(mac.configDir()).isEqualTo(Path.of("/Users/u/.config/nix"));
        assertThat(mac.ownCacheDir()).isEqualTo(Path.of("/Users/u/.cache/flakelock"));
        assertThat(Settings.defaults(mac).useCaseHack()).isTrue();
    }

    @Test
    void windowsUsesItsKnownFolders() {
        Environment environment = windows(
                Map.of("LocalAppData", "/local", "APPDATA", "/roaming", "ProgramData", "/pd", "XDG_CACHE_HOME", "/no"));
        assertThat(environment.systemConfigDir()).isEqualTo(Path.of("/pd/nix/conf"));
        assertThat(environment.configDirs()).containsExactly(Path.of("/roaming/nix/config"));
        assertThat(environment.nixCacheDir()).isEqualTo(Path.of("/local/nix/cache"));
        assertThat(environment.ownCacheDir()).isEqualTo(Path.of("/local/flakelock/cache"));
        assertThat(environment.dataDir()).isEqualTo(Path.of("/local/nix/data"));
        assertThat(environment.pathListSeparator()).isEqualTo(";");
    }

    @Test
    void windowsWithoutVariablesFallsBackToTheHomeDirectory() {
        assertThat(windows(Map.of()).nixCacheDir()).isEqualTo(Path.of("/Users/u/AppData/Local/nix/cache"));
        assertThat(windows(Map.of()).configDir()).isEqualTo(Path.of("/Users/u/AppData/Roaming/nix/config"));
    }

    @Test
    void windowsDoesNotMindCaseInNames() {
        assertThat(windows(Map.of("Nix_Config", "x")).variable("NIX_CONFIG")).contains("x");
        assertThat(linux(Map.of("Nix_Config", "x")).variable("NIX_CONFIG")).isEmpty();
    }

    @Test
    void operatingSystemsByTheirJavaNames() {
        assertThat(OperatingSystem.named("Linux")).isEqualTo(OperatingSystem.LINUX);
        assertThat(OperatingSystem.named("FreeBSD")).isEqualTo(OperatingSystem.LINUX);
        assertThat(OperatingSystem.named("Mac OS X")).isEqualTo(OperatingSystem.MACOS);
        assertThat(OperatingSystem.named("Darwin")).isEqualTo(OperatingSystem.MACOS);
        assertThat(OperatingSystem.named("Windows 11")).isEqualTo(OperatingSystem.WINDOWS);
    }

    @Test
    void thisProcessHasAnEnvironment() {
        Environment environment = Environment.ofProcess();
        assertThat(environment.currentDirectory()).isEqualTo(Path.of("").toAbsolutePath());
        assertThat(environment.variable("PATH")).isEqualTo(java.util.Optional.ofNullable(System.getenv("PATH")));
        assertThat(environment.home()).isAbsolute();
    }

    @Test
    void variablesStayOutOfItsText() {
        assertThat(linux(Map.of("NIX_CONFIG", "access-tokens = a=s3cret")).toString())
                .doesNotContain("s3cret");
    }
}
