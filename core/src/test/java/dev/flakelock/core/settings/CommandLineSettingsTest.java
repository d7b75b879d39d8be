package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which flags there are; what they do is recorded. */
final class CommandLineSettingsTest {

    private static SettingFlag flag(String name) {
        return CommandLineSettings.flag(name).orElseThrow();
    }

    @Test
    void switchesHaveTwoFlagsWithoutAValue() {
        assertThat(flag("--warn-dirty").arity()).isZero();
        assertThat(flag("--no-warn-dirty").arity()).isZero();
        assertThat(CommandLineSettings.flag("--extra-warn-dirty")).isEmpty();
    }

    @Test
    void everythingElseTakesAValue() {
        assertThat(flag("--tarball-ttl").valueNames()).containsExactly("value");
        assertThat(flag("--binary-caches-parallel-connections").arity()).isEqualTo(1);
        assertThat(CommandLineSettings.flag("--no-tarball-ttl")).isEmpty();
        assertThat(CommandLineSettings.flag("--extra-tarball-ttl")).isEmpty();
        assertThat(CommandLineSettings.flag("tarball-ttl")).isEmpty();
    }

    @Test
    void listsHaveOneToAddTo() {
        assertThat(flag("--access-tokens").description()).isEqualTo("set the setting access-tokens");
        assertThat(flag("--extra-access-tokens").description()).isEqualTo("add to the setting access-tokens");
        assertThat(flag("--extra-extra-platforms").arity()).isEqualTo(1);
    }

    @Test
    void anyNameCanBeAnOption() {
        assertThat(flag("--option").valueNames()).containsExactly("name", "value");
    }

    @Test
    void settingsThatMeanNothingHereHaveFlagsWithoutEffect() throws Exception {
        SettingFlag maxJobs = flag("--max-jobs");
        assertThat(maxJobs.isEffective()).isFalse();
        assertThat(maxJobs.arity()).isEqualTo(1);
        Environment environment = Environment.of(Map.of(), Path.of("/"), Path.of("/"), OperatingSystem.LINUX);
        SettingsBuilder builder = new SettingsBuilder(environment);
        maxJobs.apply(builder, List.of("auto"));
        assertThat(builder.build()).isEqualTo(Settings.defaults(environment));
        assertThat(builder.notices()).isEmpty();
        assertThat(flag("--tarball-ttl").isEffective()).isTrue();
    }

    @Test
    void everySettingHasItsFlag() {
        List<String> names =
                CommandLineSettings.all().stream().map(SettingFlag::name).toList();
        assertThat(names).isSorted().doesNotHaveDuplicates();
        assertThat(Setting.all()).allSatisfy(setting -> assertThat(names).contains("--" + setting.name()));
        assertThat(CommandLineSettings.all())
                .allSatisfy(flag -> assertThat(flag.description()).isNotBlank());
    }
}
