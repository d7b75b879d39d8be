package dev.flakelock.fetcher.forge;

import dev.flakelock.fetcher.cache.CacheEntry;
import dev.flakelock.fetcher.cache.CacheKey;
import dev.flakelock.fetcher.cache.EntryStore;
import dev.flakelock.fetcher.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/**
 * Which hosts have said that no more requests are allowed, and until when; remembered between runs, since asking all the
 * same makes nothing better. Thread-safe.
 */
public final class ApiQuotas {

    private static final String RESET = "reset";

    /** The hour that quotas are counted by; nobody is left alone for longer, whatever he says. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final EntryStore store;
    private final InstantSource clock;

    /** Quotas that are remembered in this store. */
    public ApiQuotas(EntryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    boolean isUsedUp(HttpRequest request, Consumer<String> warnings) {
        Instant now = clock.instant();
        return store.read(key(request), warnings)
                .flatMap(ApiQuotas::reset)
                .filter(reset -> now.isBefore(reset) && reset.isBefore(now.plus(LONGEST)))
                .isPresent();
    }

    void usedUp(HttpRequest request, Instant reset, Consumer<String> warnings) {
        Map<String, String> fields = Map.of(RESET, Long.toString(reset.getEpochSecond()));
        store.write(key(request), new CacheEntry(clock.instant(), fields, new byte[0]), warnings);
    }

    private static Optional<Instant> reset(CacheEntry entry) {
        return entry.field(RESET)
                .filter(text -> text.matches("[0-9]{1,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }

    /** Each token has a quota of its own. */
    private static CacheKey key(HttpRequest request) {
        HttpUrl url = HttpUrl.parse(request.url());
        return CacheKey.ofUrl("quota", request.credentials().toString(), url == null ? "" : url.host());
    }
}
