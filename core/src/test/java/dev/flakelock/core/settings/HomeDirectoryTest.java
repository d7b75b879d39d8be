package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.core.settings.HomeDirectory.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeDirectoryTest {

    private static final Path OF_ACCOUNT = Path.of("/home/account");
    private static final Account SOMEBODY = new Account("somebody who owns nothing", OF_ACCOUNT);

    @TempDir
    Path existing = Path.of("");

    private static HomeDirectory home(String variable, Account account) {
        return HomeDirectory.of(Map.of("HOME", variable), OperatingSystem.LINUX, account);
    }

    private static HomeDirectory silently(Path path) {
        return new HomeDirectory(path, List.of());
    }

    @Test
    void homeIsUsedIfItIsOurs() {
        assertThat(home(existing.toString(), Account.ofProcess())).isEqualTo(silently(existing));
    }

    @Test
    void homeIsUsedIfItDoesNotExist() {
        assertThat(home("/homeless-shelter", SOMEBODY)).isEqualTo(silently(Path.of("/homeless-shelter")));
    }

    @Test
    void withoutHomeTheAccountTells() {
        assertThat(HomeDirectory.of(Map.of(), OperatingSystem.LINUX, SOMEBODY)).isEqualTo(silently(OF_ACCOUNT));
        assertThat(home("", SOMEBODY)).isEqualTo(silently(OF_ACCOUNT));
    }

    @Test
    void windowsHasNoHomeVariable() {
        assertThat(HomeDirectory.of(Map.of("HOME", "/x"), OperatingSystem.WINDOWS, SOMEBODY))
                .isEqualTo(silently(OF_ACCOUNT));
    }

    @Test
    void somebodyElsesHomeIsNotUsed() {
        assertThat(home(existing.toString(), SOMEBODY))
                .isEqualTo(new HomeDirectory(
                        OF_ACCOUNT,
                        List.of(Notice.warning(
                                "$HOME ('" + existing + "') is not owned by you, falling back to the one "
                                        + "defined in the 'passwd' file ('/home/account')"))));
    }

    @Test
    void anAccountThatNobodyKnowsHasNothingToFallBackTo() {
        assertThat(home(existing.toString(), new Account("?", OF_ACCOUNT))).isEqualTo(silently(existing));
        assertThat(home(existing.toString(), new Account("somebody", Path.of("?"))))
                .isEqualTo(silently(existing));
    }
}
