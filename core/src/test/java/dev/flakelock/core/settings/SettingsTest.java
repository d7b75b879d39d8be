package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {

    private static final Environment NOTHING =
            Environment.of(Map.of(), Path.of("/current"), Path.of("/home/u"), OperatingSystem.LINUX);

    private static SettingsBuilder builder() {
        return new SettingsBuilder(NOTHING);
    }

    @Test
    void defaultsAreThoseOfNix() {
        Settings settings = Settings.defaults(NOTHING);
        assertThat(settings.acceptFlakeConfig()).isFalse();
        assertThat(settings.accessTokens()).isEqualTo(AccessTokens.none());
        assertThat(settings.allowDirty()).isTrue();
        assertThat(settings.allowDirtyLocks()).isFalse();
        assertThat(settings.commitLockFileSummary()).isEmpty();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.downloadAttempts()).isEqualTo(5);
        assertThat(settings.downloadBufferSize()).isEqualTo(1048576);
        assertThat(settings.downloadSpeed()).isZero();
        assertThat(settings.experimentalFeatures()).isEmpty();
        assertThat(settings.flakeRegistry()).isEqualTo("https://channels.nixos.org/flake-registry.json");
        assertThat(settings.http2()).isTrue();
        assertThat(settings.httpConnections()).isEqualTo(25);
        assertThat(settings.netrcFile()).isEqualTo(Path.of("/etc/nix/netrc"));
        assertThat(settings.showTrace()).isFalse();
        assertThat(settings.stalledDownloadTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.tarballTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.trustTarballsFromGitForges()).isTrue();
        assertThat(settings.useCaseHack()).isFalse();
        assertThat(settings.useRegistries()).isTrue();
        assertThat(settings.userAgentSuffix()).isEmpty();
        assertThat(settings.warnDirty()).isTrue();
    }

    @Test
    void certificatesNamedInTheEnvironmentCountFromTheCurrentDirectory() {
        Environment environment = Environment.of(
                Map.of("NIX_SSL_CERT_FILE", "ca.pem"), Path.of("/current"), Path.of("/home/u"), OperatingSystem.LINUX);
        Settings settings = Settings.defaults(environment);
        assertThat(settings.sslCertFile()).contains(Path.of("/current/ca.pem"));
        assertThat(settings.origin(Setting.SSL_CERT_FILE)).isEqualTo(SettingOrigin.DEFAULT);
    }

    @Test
    void everySettingIsDocumentedAndKnownToNix() {
        List<String> names = Setting.all().stream().map(Setting::name).toList();
        assertThat(names).isSorted().doesNotHaveDuplicates();
        assertThat(Setting.all()).allSatisfy(setting -> {
            assertThat(KnownSetting.named(setting.name())).isNotNull();
            assertThat(setting.description()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
            assertThat(setting.toString()).isEqualTo(setting.name());
        });
        assertThat(Setting.HTTP_CONNECTIONS.aliases()).containsExactly("binary-caches-parallel-connections");
        assertThat(Setting.TARBALL_TTL.aliases()).isEmpty();
        assertThat(Setting.TARBALL_TTL.defaultText()).isEqualTo("3600");
        assertThat(Setting.NETRC_FILE.defaultText()).isEqualTo("$NIX_CONF_DIR/netrc");
    }

    @Test
    void numbersThatDoNotFitAreAsLargeAsPossible() throws FlakeException {
        Settings settings = builder()
                .set("connect-timeout", "18446744073709551615")
                .set("http-connections", "9223372036854775808")
                .build();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(settings.httpConnections()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings.text(Setting.CONNECT_TIMEOUT)).isEqualTo("18446744073709551615");
    }

    @Test
    void builtSettingsDoNotChange() throws FlakeException {
        SettingsBuilder builder = builder().set("tarball-ttl", "5");
        Settings before = builder.build();
        Settings after = builder.set("tarball-ttl", "6").build();
        assertThat(before.tarballTtl()).isEqualTo(Duration.ofSeconds(5));
        assertThat(after.tarballTtl()).isEqualTo(Duration.ofSeconds(6));
        assertThat(before)
                .isNotEqualTo(after)
                .isEqualTo(builder().set("tarball-ttl", "5").build());
        assertThat(after.toBuilder().set(Setting.TARBALL_TTL, 5L).build()).isEqualTo(before);
    }

    @Test
    void aBuilderMadeOfSettingsRepeatsNoNotice() throws FlakeException {
        SettingsBuilder builder = builder().set("nope", "1").option("warn-dirty", "maybe");
        assertThat(builder.notices())
                .containsExactly(
                        Notice.warning("Boolean setting 'warn-dirty' has invalid value 'maybe'"),
                        Notice.warning("unknown setting 'nope'"));
        assertThat(builder.build().toBuilder().notices()).isEmpty();
    }

    @Test
    void aFailedChangeLeavesTheSettingAsItWas() {
        SettingsBuilder builder = builder();
        assertThatThrownBy(() -> builder.set("tarball-ttl", "x")).isInstanceOf(InvalidSettingException.class);
        assertThat(builder.build()).isEqualTo(Settings.defaults(NOTHING));
    }

    @Test
    void originsTellWhoSetIt() throws FlakeException {
        SettingsBuilder builder = builder();
        builder.set("tarball-ttl", "1", SettingOrigin.SYSTEM);
        builder.set("connect-timeout", "1", SettingOrigin.SYSTEM);
        builder.set("connect-timeout", "2");
        Settings settings = builder.build();
        assertThat(settings.origin(Setting.TARBALL_TTL)).isEqualTo(SettingOrigin.SYSTEM);
        assertThat(settings.origin(Setting.CONNECT_TIMEOUT)).isEqualTo(SettingOrigin.USER);
        assertThat(settings.origin(Setting.HTTP2)).isEqualTo(SettingOrigin.DEFAULT);
        assertThat(settings.offline().origin(Setting.TARBALL_TTL)).isEqualTo(SettingOrigin.SYSTEM);
    }

    @Test
    void secretsStayOutOfTheText() throws FlakeException {
        Settings settings = builder()
                .set("access-tokens", "github.com=s3cret")
                .set("tarball-ttl", "5")
                .build();
        assertThat(settings.toString()).isEqualTo("Settings[access-tokens = github.com=***, tarball-ttl = 5]");
        assertThat(settings.text(Setting.ACCESS_TOKENS)).isEqualTo("github.com=***");
    }
}
