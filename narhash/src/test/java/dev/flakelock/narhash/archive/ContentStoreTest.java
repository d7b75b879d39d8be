package dev.flakelock.narhash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flakelock.narhash.KeepRule;
import dev.flakelock.narhash.TreeHasher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for its place comes out as it went in, and takes no more memory than it may. */
class ContentStoreTest {
    private static final int BUDGET = 1 << 20;

    private record Kept(long position, long seed, int size) {}

    @TempDir
    Path directory;

    @Test
    void neverHoldsMoreThanTheBudget() throws Exception {
        ArchiveOptions options = ArchiveOptions.DEFAULT.holding(BUDGET).spoolingTo(directory);
        try (ContentStore store = new ContentStore(options)) {
            Random random = new Random(1);
            List<Kept> kept = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int size = random.nextInt(random.nextInt(20) == 0 ? 3 * BUDGET : 50_000);
                kept.add(new Kept(store.end(), i, size));
                store.append(contents(i, size), 0, size);
                assertThat(store.held()).isLessThanOrEqualTo(BUDGET);
                if (random.nextInt(3) > 0) {
                    Kept gone = kept.remove(random.nextInt(kept.size()));
                    assertThat(hash(store, gone)).isEqualTo(hash(contents(gone.seed, gone.size)));
                    store.release(gone.position, gone.size);
                }
            }
            assertThat(kept.stream().mapToLong(Kept::size).sum()).isGreaterThan(4 * BUDGET);
            Collections.shuffle(kept, random);
            for (Kept each : kept) {
                assertThat(hash(store, each)).isEqualTo(hash(contents(each.seed, each.size)));
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    /** What one takes while it is alone, forty take together, beyond the mebibyte that each of them has. */
    @Test
    void manyStoresShareWhatOneCouldHave() throws Exception {
        ArchiveOptions options = ArchiveOptions.DEFAULT.spoolingTo(directory);
        long alone = heldByAll(1, 16 << 20, options);
        long together = heldByAll(40, 3 << 20, options);

        assertThat(alone).isEqualTo(16 << 20);
        assertThat(together).isLessThanOrEqualTo((40 + 32) << 20).isGreaterThan(40 << 20);
        assertThat(heldByAll(1, 16 << 20, options)).as("when all are closed").isEqualTo(alone);
        assertThat(directory).isEmptyDirectory();
    }

    /** Fills so many stores in turns, compares what comes out, and returns what all of them held. */
    private static long heldByAll(int count, int size, ArchiveOptions options) throws Exception {
        List<ContentStore> stores = new ArrayList<>();
        byte[] contents = contents(7, size);
        for (int i = 0; i < count; i++) {
            stores.add(new ContentStore(options));
        }
        for (int at = 0; at < size; at += 100_000) {
            for (ContentStore store : stores) {
                store.append(contents, at, Math.min(100_000, size - at));
            }
        }
        long held = stores.stream().mapToLong(ContentStore::held).sum();
        String expected = hash(contents);
        for (ContentStore store : stores) {
            assertThat(hash(store, new Kept(0, 7, size))).isEqualTo(expected);
            store.close();
        }
        return held;
    }

    private static String hash(ContentStore store, Kept kept) throws Exception {
        TreeHasher tree = new TreeHasher(KeepRule.nothing());
        tree.beginRegular(false, kept.size);
        store.push(kept.position, kept.size, tree);
        tree.endRegular();
        return tree.finish().narHash().toSri();
    }

    private static String hash(byte[] contents) throws Exception {
        TreeHasher tree = new TreeHasher(KeepRule.nothing());
        tree.regular(false, contents);
        return tree.finish().narHash().toSri();
    }

    private static byte[] contents(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
