package dev.flakelock.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

final class NetrcTest {

    private static Credentials of(String user, String password) {
        return new Credentials(user, password);
    }

    @TestFactory
    Stream<DynamicTest> everyRecordedCase() throws IOException {
        return RecordedCases.of("netrc.cases.json").stream()
                .map(c -> dynamicTest("netrc: " + c.get("netrc"), () -> check(c)));
    }

    private static void check(Map<String, Object> recorded) {
        Netrc netrc = Netrc.parse(String.valueOf(recorded.get("netrc")));
        Object user = recorded.get("user");
        Optional<Credentials> found = user == null
                ? netrc.credentialsFor("127.0.0.1")
                : netrc.credentialsFor("127.0.0.1", user.toString()).or(() -> Optional.of(of(user.toString(), "")));
        assertThat(found.map(credentials -> credentials.user() + ":" + credentials.password())
                        .orElse(null))
                .isEqualTo(recorded.get("auth"));
    }

    @Test
    void machinesAndTheDefault() {
        Netrc netrc = Netrc.parse("""
                machine a.example login me password secret
                machine b.example
                  password other
                  login you
                default login anonymous password guest
                """);
        assertThat(netrc.credentialsFor("a.example")).contains(of("me", "secret"));
        assertThat(netrc.credentialsFor("A.Example")).contains(of("me", "secret"));
        assertThat(netrc.credentialsFor("b.example")).contains(of("you", "other"));
        assertThat(netrc.credentialsFor("c.example")).contains(of("anonymous", "guest"));
    }

    @Test
    void theFirstEntryThatAnswersWins() {
        Netrc netrc = Netrc.parse("machine h\nmachine h login a password 1\nmachine h login b password 2");
        assertThat(netrc.credentialsFor("h")).contains(of("a", "1"));
        assertThat(netrc.credentialsFor("h", "b")).contains(of("b", "2"));
        assertThat(netrc.credentialsFor("h", "c")).isEmpty();
        assertThat(netrc.credentialsFor("h", "")).contains(of("a", "1"));
        assertThat(netrc.credentialsFor("other")).isEmpty();
    }

    @Test
    void aDefaultBeforeAMachineHidesIt() {
        Netrc netrc = Netrc.parse("default login d password 0\nmachine h login a password 1");
        assertThat(netrc.credentialsFor("h")).contains(of("d", "0"));
    }

    @Test
    void halfEntries() {
        assertThat(Netrc.parse("machine h login a").credentialsFor("h")).contains(of("a", ""));
        assertThat(Netrc.parse("machine h login a").credentialsFor("h", "a")).isEmpty();
        assertThat(Netrc.parse("machine h password p").credentialsFor("h")).contains(of("", "p"));
        assertThat(Netrc.parse("machine h password p").credentialsFor("h", "u")).contains(of("u", "p"));
        assertThat(Netrc.parse("machine h").credentialsFor("h")).isEmpty();
        assertThat(Netrc.parse("machine").credentialsFor("")).isEmpty();
        assertThat(Netrc.parse("login a password b").credentialsFor("h")).isEmpty();
    }

    @Test
    void quotesAndEscapes() {
        Netrc netrc = Netrc.parse(
                "machine h login \"a b\" password \"q\\\"u\\\\o\\tt\\ne\"\nmachine i login a\"b password c#d");
        assertThat(netrc.credentialsFor("h")).contains(of("a b", "q\"u\\o\tt\ne"));
        assertThat(netrc.credentialsFor("i")).contains(of("a\"b", "c#d"));
        assertThat(Netrc.parse("machine h \"login\" x password p").credentialsFor("h"))
                .contains(of("", "p"));
    }

    @Test
    void anOpenQuoteEndsTheFileAndSpoilsItsEntry() {
        Netrc netrc = Netrc.parse(
                "machine a login x password y\nmachine b login z password \"open\nmachine c login q password r");
        assertThat(netrc.credentialsFor("a")).contains(of("x", "y"));
        assertThat(netrc.credentialsFor("b")).isEmpty();
        assertThat(netrc.credentialsFor("c")).isEmpty();
    }

    @Test
    void commentsAreWholeLines() {
        Netrc netrc = Netrc.parse(
                "# machine h login no password no\n  # default login no\nmachine h #\nlogin a\npassword #1");
        assertThat(netrc.credentialsFor("h")).contains(of("a", "#1"));
    }

    @Test
    void macrosAreSkippedToTheNextEmptyLine() {
        Netrc netrc = Netrc.parse("macdef init\nmachine h login no password no\n\r\nmachine h login a password b\n");
        assertThat(netrc.credentialsFor("h")).contains(of("a", "b"));
        assertThat(Netrc.parse("macdef x\nmachine h login a password b").credentialsFor("h"))
                .isEmpty();
    }

    @Test
    void keywordsInAnyCaseAndAccountsAreIgnored() {
        Netrc netrc = Netrc.parse("MACHINE h Account login LOGIN a\r\nPassword b\r\n");
        assertThat(netrc.credentialsFor("h")).contains(of("a", "b"));
    }

    @Test
    void theFileIsOptional(@TempDir Path dir) throws IOException {
        assertThat(Netrc.read(dir.resolve("none")).credentialsFor("h")).isEmpty();
        assertThat(Netrc.read(dir).credentialsFor("h")).isEmpty();
        Path file = Files.writeString(dir.resolve("netrc"), "machine h login a password b");
        assertThat(Netrc.read(file).credentialsFor("h")).contains(of("a", "b"));
        assertThat(Netrc.empty().credentialsFor("h")).isEmpty();
    }

    @Test
    void secretsStayOutOfTheText() {
        Netrc netrc = Netrc.parse("machine h login me password s3cret");
        assertThat(netrc.toString()).isEqualTo("Netrc[h]");
        assertThat(netrc.credentialsFor("h").toString())
                .doesNotContain("s3cret")
                .doesNotContain("me");
    }
}
