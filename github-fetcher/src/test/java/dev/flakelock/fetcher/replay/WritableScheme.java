package dev.flakelock.fetcher.replay;

import dev.flakelock.core.attr.Attrs;
import dev.flakelock.core.disk.FileChange;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.fetch.FetchedTree;
import dev.flakelock.core.ref.FlakeUrl;
import dev.flakelock.core.ref.Input;
import dev.flakelock.core.ref.InputScheme;
import dev.flakelock.core.ref.SchemeAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheme whose files are written just so. What git does with them is no part of the recordings.
 *
 * @param inner the scheme for everything else
 */
record WritableScheme(InputScheme inner) implements InputScheme {

    private Input mine(Input input) {
        return new Input(this, input.attrs());
    }

    @Override
    public String type() {
        return inner.type();
    }

    @Override
    public List<SchemeAttribute> attributes() {
        return inner.attributes();
    }

    @Override
    public Optional<Input> fromUrl(FlakeUrl url, boolean isFlake) throws FlakeException {
        return inner.fromUrl(url, isFlake).map(this::mine);
    }

    @Override
    public Input fromAttrs(Attrs attrs) throws FlakeException {
        return mine(inner.fromAttrs(attrs));
    }

    @Override
    public FlakeUrl toUrl(Input input) throws FlakeException {
        return inner.toUrl(input);
    }

    @Override
    public boolean isLocked(Input input) {
        return inner.isLocked(input);
    }

    @Override
    public boolean isRelative(Input input) {
        return inner.isRelative(input);
    }

    @Override
    public boolean isDirect() {
        return inner.isDirect();
    }

    @Override
    public Input withRefAndRev(Input input, @Nullable String ref, @Nullable String rev) throws FlakeException {
        return mine(inner.withRefAndRev(input, ref, rev));
    }

    @Override
    public Optional<Path> sourceDirectory(Input input) {
        return inner.sourceDirectory(input);
    }

    @Override
    public FetchedTree fetch(Input input, FetchContext context) throws FlakeException {
        return inner.fetch(input, context);
    }

    @Override
    public void putFile(Input input, String path, FileChange change, @Nullable String commitMessage)
            throws FlakeException {
        try {
            Files.write(sourceDirectory(input).orElseThrow().resolve(path), change.after());
        } catch (IOException e) {
            throw new FlakeException("cannot write '" + path + "'", e);
        }
    }
}
