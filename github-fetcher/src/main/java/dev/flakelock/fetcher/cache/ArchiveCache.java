package dev.flakelock.fetcher.cache;

import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashFormatException;
import dev.flakelock.narhash.TreeListing;
import dev.flakelock.narhash.TreeListingFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Remembers archives: under a key of the caller what was found there, and under the NAR hash, once for all keys, what is
 * in the tree. Thread-safe.
 */
public final class ArchiveCache {

    private static final String NAR_HASH = "narHash";
    private static final String LAST_MODIFIED = "lastModified";
    private static final byte[] NOTHING = new byte[0];

    /**
     * A remembered archive.
     *
     * @param facts what is known of it
     * @param time when it was learnt
     * @param notes what else the caller wrote down
     */
    public record Remembered(ArchiveFacts facts, Instant time, Map<String, String> notes) {

        /** Copies the collections. */
        public Remembered {
            notes = Map.copyOf(notes);
        }
    }

    private final EntryStore store;

    /** A cache in this store. */
    public ArchiveCache(EntryStore store) {
        this.store = store;
    }

    /** What is remembered under this key. */
    public Optional<Remembered> find(CacheKey key, Consumer<String> warnings) {
        Optional<CacheEntry> entry = store.read(key, warnings);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        return facts(entry.get(), warnings)
                .map(facts ->
                        new Remembered(facts, entry.get().time(), entry.get().fields()));
    }

    /** Remembers an archive under this key. */
    public void put(CacheKey key, Remembered archive, Consumer<String> warnings) {
        ArchiveFacts facts = archive.facts();
        CacheKey tree = treeKey(facts.narHash());
        store.write(
                tree, new CacheEntry(archive.time(), Map.of(), TreeListingFormat.encode(facts.listing())), warnings);
        Map<String, String> fields = new HashMap<>(archive.notes());
        fields.put(NAR_HASH, facts.narHash().toSri());
        fields.put(LAST_MODIFIED, Long.toString(facts.lastModified()));
        store.write(key, new CacheEntry(archive.time(), fields, NOTHING), warnings);
    }

    private Optional<ArchiveFacts> facts(CacheEntry entry, Consumer<String> warnings) {
        try {
            Hash narHash = Hash.parseSri(entry.field(NAR_HASH).orElse(""));
            long lastModified = Long.parseLong(entry.field(LAST_MODIFIED).orElse("0"));
            Optional<CacheEntry> tree = store.read(treeKey(narHash), warnings);
            if (tree.isEmpty()) {
                return Optional.empty();
            }
            TreeListing listing = TreeListingFormat.decode(tree.get().blob());
            return Optional.of(new ArchiveFacts(narHash, lastModified, listing));
        } catch (HashFormatException | NumberFormatException | IOException e) {
            // Written by a version of flakelock that knows better; to be learnt anew.
            return Optional.empty();
        }
    }

    private static CacheKey treeKey(Hash narHash) {
        return CacheKey.of("tree", narHash.toSri());
    }
}
