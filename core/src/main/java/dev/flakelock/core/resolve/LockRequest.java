package dev.flakelock.core.resolve;

import dev.flakelock.core.lock.InputAttrPath;
import dev.flakelock.core.ref.FlakeRef;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be locked, and how. Immutable.
 *
 * @param flake the flake
 * @param refresh whether what is cached for a time counts as stale; the resolver, which has no cache, leaves that to
 *     whoever sets it up
 * @param applyConfig whether what the flake configures for itself counts; left to whoever sets the resolver up, too
 * @param updates which inputs to resolve anew
 * @param overrides what to use for inputs instead of what the flakes say
 * @param referenceLockFile a file to read instead of the flake's lock file, or null
 * @param outputLockFile a file to write instead of the flake's lock file, or null
 * @param writeLockFile whether to write at all
 * @param updateLockFile whether the lock file may change; if not, a change is an error
 * @param commitLockFile whether to commit a written lock file
 * @param failOnUnlocked whether an input that cannot be locked is an error, and not just a reason not to write
 * @param settings gives the settings; asked whenever one counts, since the flake itself may have changed them
 */
public record LockRequest(
        FlakeRef flake,
        boolean refresh,
        boolean applyConfig,
        LockUpdates updates,
        NavigableMap<InputAttrPath, FlakeRef> overrides,
        @Nullable Path referenceLockFile,
        @Nullable Path outputLockFile,
        boolean writeLockFile,
        boolean updateLockFile,
        boolean commitLockFile,
        boolean failOnUnlocked,
        Supplier<LockSettings> settings) {

    /** Copies the collections. */
    public LockRequest {
        overrides = java.util.Collections.unmodifiableNavigableMap(new TreeMap<>(overrides));
    }

    /** A request to lock this flake as {@code flake lock} does without options. */
    public static Builder of(FlakeRef flake) {
        return new Builder(flake);
    }

    /** A builder that starts with this request, but for this flake. */
    public Builder toBuilder(FlakeRef other) {
        return new Builder(other)
                .refresh(refresh)
                .applyConfig(applyConfig)
                .updates(updates)
                .overrides(overrides)
                .referenceLockFile(referenceLockFile)
                .outputLockFile(outputLockFile)
                .writeLockFile(writeLockFile)
                .updateLockFile(updateLockFile)
                .commitLockFile(commitLockFile)
                .failOnUnlocked(failOnUnlocked)
                .settings(settings);
    }

    /** Collects the parts of a request. */
    public static final class Builder {

        private final FlakeRef flake;
        private boolean refresh = true;
        private boolean applyConfig = true;
        private LockUpdates updates = LockUpdates.NONE;
        private final NavigableMap<InputAttrPath, FlakeRef> overrides = new TreeMap<>();
        private @Nullable Path referenceLockFile;
        private @Nullable Path outputLockFile;
        private boolean writeLockFile = true;
        private boolean updateLockFile = true;
        private boolean commitLockFile;
        private boolean failOnUnlocked = true;
        private Supplier<LockSettings> settings = () -> LockSettings.DEFAULT;

        private Builder(FlakeRef flake) {
            this.flake = flake;
        }

        /** Sets whether what is cached for a time counts as stale; true by default. */
        public Builder refresh(boolean stale) {
            this.refresh = stale;
            return this;
        }

        /** Sets whether what the flake configures for itself counts; true by default. */
        public Builder applyConfig(boolean counts) {
            this.applyConfig = counts;
            return this;
        }

        /** Sets which inputs to resolve anew; none by default. */
        public Builder updates(LockUpdates which) {
            this.updates = which;
            return this;
        }

        /** Adds overrides. */
        public Builder overrides(Map<InputAttrPath, FlakeRef> more) {
            overrides.putAll(more);
            return this;
        }

        /** Sets a file to read instead of the flake's lock file. */
        public Builder referenceLockFile(@Nullable Path file) {
            this.referenceLockFile = file;
            return this;
        }

        /** Sets a file to write instead of the flake's lock file. */
        public Builder outputLockFile(@Nullable Path file) {
            this.outputLockFile = file;
            return this;
        }

        /** Sets whether to write; true by default. */
        public Builder writeLockFile(boolean write) {
            this.writeLockFile = write;
            return this;
        }

        /** Sets whether the lock file may change; true by default. */
        public Builder updateLockFile(boolean allowed) {
            this.updateLockFile = allowed;
            return this;
        }

        /** Sets whether to commit what was written; false by default. */
        public Builder commitLockFile(boolean commit) {
            this.commitLockFile = commit;
            return this;
        }

        /** Sets whether an input that cannot be locked is an error; true by default. */
        public Builder failOnUnlocked(boolean fail) {
            this.failOnUnlocked = fail;
            return this;
        }

        /** Sets what gives the settings; Nix's defaults if it is not called. */
        public Builder settings(Supplier<LockSettings> current) {
            this.settings = current;
            return this;
        }

        /** The request. */
        public LockRequest build() {
            return new LockRequest(
                    flake,
                    refresh,
                    applyConfig,
                    updates,
                    overrides,
                    referenceLockFile,
                    outputLockFile,
                    writeLockFile,
                    updateLockFile,
                    commitLockFile,
                    failOnUnlocked,
                    settings);
        }
    }
}
