package dev.flakelock.fetcher.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** An entry of the cache that is not as it was written is no entry. */
class EntryFuzzTest {

    private static final CacheKey KEY = CacheKey.of("archive", "github", "o", "r");

    @FuzzTest(maxDuration = "60m")
    void anyBytes(byte[] data) {
        assertThat(EntryFormat.decode(KEY, data)).isEmpty();
    }

    @FuzzTest(maxDuration = "60m")
    void anyDamage(FuzzedDataProvider data) {
        CacheEntry entry = new CacheEntry(
                Instant.ofEpochSecond(data.consumeLong(0, 1L << 40)),
                Map.of("narHash", data.consumeString(40)),
                data.consumeBytes(200));
        byte[] good = EntryFormat.encode(KEY, entry);
        byte[] damaged = Arrays.copyOf(good, data.consumeInt(0, good.length + 3));
        for (int bytes = data.consumeInt(0, 3); bytes > 0 && damaged.length > 0; bytes--) {
            damaged[data.consumeInt(0, damaged.length - 1)] = data.consumeByte();
        }

        Optional<CacheEntry> read = EntryFormat.decode(KEY, damaged);

        assertThat(read.isPresent()).isEqualTo(Arrays.equals(good, damaged));
        read.ifPresent(same -> assertThat(EntryFormat.encode(KEY, same)).isEqualTo(good));
    }
}
