package dev.flakelock.fetcher.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.fetcher.testing.FakeInternet;
import dev.flakelock.fetcher.testing.FakeInternet.Answer;
import dev.flakelock.fetcher.testing.MemoryEntries;
import dev.flakelock.fetcher.testing.RecordingContext;
import dev.flakelock.fetcher.testing.TestTransport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When a server is asked again, and what happens when it does not answer. */
final class CachedDownloadsTest {

    private static final String URL = "https://h.example/registry.json";
    private static final String OTHER = "https://h.example/elsewhere.json";

    private final FakeInternet internet = new FakeInternet();
    private final EntryStore store = new MemoryStore(new MemoryEntries(), 1 << 20);
    private final RecordingContext context = new RecordingContext();
    private Instant now = TestTransport.NOW;

    @Test
    void asksOnceWhileTheAnswerIsFresh() throws Exception {
        internet.at(URL, Answer.ok("one"));

        assertThat(get(3600)).isEqualTo("one");
        now = now.plusSeconds(3600);
        assertThat(get(3600)).isEqualTo("one");

        assertThat(internet.takeUrls()).hasSize(1);
    }

    @Test
    void asksAgainWhenTheAnswerIsStale() throws Exception {
        internet.at(URL, Answer.ok("one"));
        assertThat(get(3600)).isEqualTo("one");
        internet.at(URL, Answer.ok("two"));
        now = now.plusSeconds(3601);

        assertThat(get(3600)).isEqualTo("two");
    }

    @Test
    void asksEachTimeWithoutATimeToLive() throws Exception {
        internet.at(URL, Answer.ok("one"));

        assertThat(get(0)).isEqualTo("one");
        assertThat(get(0)).isEqualTo("one");

        assertThat(internet.takeUrls()).hasSize(2);
    }

    @Test
    void isFreshAgainWhenTheServerSaysUnchanged() throws Exception {
        internet.at(URL, Answer.ok("one").with("ETag", "e"));
        assertThat(get(10)).isEqualTo("one");
        now = now.plusSeconds(11);
        internet.at(URL, Answer.status(304));

        assertThat(get(10)).isEqualTo("one");
        now = now.plusSeconds(10);
        assertThat(get(10)).isEqualTo("one");

        assertThat(internet.takeRequests())
                .extracting(request -> request.header("If-None-Match"))
                .containsExactly(null, "e");
    }

    @Test
    void remembersTheWholeChainOfRedirects() throws Exception {
        internet.at(URL, Answer.status(301).with("Location", OTHER)).at(OTHER, Answer.ok("one"));
        assertThat(get(10)).isEqualTo("one");
        internet.takeUrls();

        assertThat(downloads(10).download(OTHER, context)).isEqualTo("one".getBytes(UTF_8));

        assertThat(internet.takeUrls()).isEmpty();
    }

    @Test
    void usesAStaleAnswerWithAWarning() throws Exception {
        internet.at(URL, Answer.ok("one"));
        assertThat(get(0)).isEqualTo("one");
        internet.at(URL, Answer.status(404));

        assertThat(get(0)).isEqualTo("one");

        assertThat(context.warnings())
                .containsExactly("unable to download '" + URL + "': HTTP error 404; using cached version");
        assertThat(context.notices())
                .singleElement()
                .asString()
                .startsWith("         hint: nothing is there, or it is private");
    }

    @Test
    void failsWithoutAnAnswer() {
        assertThatThrownBy(() -> get(0)).hasMessage("unable to download '" + URL + "': HTTP error 404");
    }

    @Test
    void doesNotTakeCancellingForAFailureOfTheServer() throws Exception {
        internet.at(URL, Answer.ok("one"));
        assertThat(get(0)).isEqualTo("one");
        context.cancel();

        assertThatThrownBy(() -> get(0)).isInstanceOf(FlakeException.class);
        assertThat(context.warnings()).isEmpty();
    }

    private String get(long ttl) throws FlakeException {
        return new String(downloads(ttl).download(URL, context), UTF_8);
    }

    private CachedDownloads downloads(long ttl) {
        return new CachedDownloads(
                new TestTransport(internet.client()).build(), store, new Freshness(Duration.ofSeconds(ttl), () -> now));
    }
}
