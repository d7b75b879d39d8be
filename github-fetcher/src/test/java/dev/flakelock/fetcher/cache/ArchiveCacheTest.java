package dev.flakelock.fetcher.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.fetcher.testing.TestTransport;
import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeHasher;
import dev.flakelock.narhash.TreeListingFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another version of flakelock remembered is learnt anew, without a word. */
final class ArchiveCacheTest {

    private static final CacheKey KEY = CacheKey.of("archive", "github", "o", "r");

    private final List<String> warnings = new ArrayList<>();

    @TempDir
    Path directory;

    /** Listings were compressed once. Such an entry is whole, so its check sum is right. */
    @Test
    void forgetsAListingInItsOldForm() throws IOException {
        EntryStore store = new DiskStore(directory, 1 << 20, () -> TestTransport.NOW);
        ArchiveCache cache = new ArchiveCache(store);
        ArchiveFacts facts = facts();
        ArchiveCache.Remembered archive = new ArchiveCache.Remembered(facts, TestTransport.NOW, Map.of());
        cache.put(KEY, archive, warnings::add);
        assertThat(cache.find(KEY, warnings::add)).isPresent();

        CacheKey tree = CacheKey.of("tree", facts.narHash().toSri());
        byte[] compressed = gzip(TreeListingFormat.encode(facts.listing()));
        store.write(tree, new CacheEntry(TestTransport.NOW, Map.of(), compressed), warnings::add);

        assertThat(cache.find(KEY, warnings::add)).isEmpty();
        cache.put(KEY, archive, warnings::add);
        assertThat(cache.find(KEY, warnings::add)).isPresent();
        assertThat(warnings).isEmpty();
    }

    private static ArchiveFacts facts() throws IOException {
        TreeHasher hasher = new TreeHasher(KeepRule.flakeFiles());
        hasher.beginDirectory();
        hasher.entry("flake.nix".getBytes(UTF_8));
        hasher.regular(false, "{ }".getBytes(UTF_8));
        hasher.endDirectory();
        return ArchiveFacts.of(hasher.finish());
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
