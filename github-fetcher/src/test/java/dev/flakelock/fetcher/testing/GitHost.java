package dev.flakelock.fetcher.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import okhttp3.Request;
import okio.Buffer;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A repository with one commit, in memory, that answers what git asks over HTTP. */
public final class GitHost {

    private static final String SERVICE = "git-upload-pack";
    private static final List<String> PROTOCOL = List.of("version=2");

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("r"));

    private GitHost() {}

    /** Writes a tree. */
    public interface Tree {
        ObjectId write(ObjectInserter inserter) throws IOException;
    }

    /** All hosts together forget what they can read again: by default, as much as thousands of them come to. */
    public static void forget() {
        DfsBlockCache.reconfigure(new DfsBlockCacheConfig());
    }

    /** A repository whose branch {@code main} has these files, and was committed at this time. */
    static GitHost of(Map<String, String> files, long seconds) {
        return of(
                inserter -> {
                    TreeFormatter tree = new TreeFormatter();
                    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                        byte[] contents = file.getValue().getBytes(UTF_8);
                        tree.append(
                                file.getKey(), FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, contents));
                    }
                    return inserter.insert(tree);
                },
                seconds);
    }

    /** A repository whose branch {@code main} has this tree, and was committed at this time. */
    public static GitHost of(Tree tree, long seconds) {
        GitHost host = new GitHost();
        host.repository.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
        try {
            host.commit(tree, seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return host;
    }

    private void commit(Tree tree, long seconds) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            PersonIdent somebody =
                    new PersonIdent("a", "a@example.org", Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree.write(inserter));
            commit.setAuthor(somebody);
            commit.setCommitter(somebody);
            commit.setMessage("one");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef("refs/heads/main");
            update.setNewObjectId(id);
            update.update();
        }
    }

    /** The content type of the answer to a request. */
    static String contentType(Request request) {
        return "application/x-git-upload-pack-" + (request.method().equals("GET") ? "advertisement" : "result");
    }

    /** What a request sends, not compressed. */
    static byte[] body(Request request) throws IOException {
        if (request.body() == null) {
            return new byte[0];
        }
        Buffer sent = new Buffer();
        request.body().writeTo(sent);
        boolean compressed = "gzip".equals(request.header("Content-Encoding"));
        try (InputStream in = compressed ? new GZIPInputStream(sent.inputStream()) : sent.inputStream()) {
            return in.readAllBytes();
        }
    }

    /** The answer to a request. */
    synchronized byte[] answer(Request request) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UploadPack server = new UploadPack(repository);
        server.setBiDirectionalPipe(false);
        server.setExtraParameters(PROTOCOL);
        if (request.method().equals("GET")) {
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=" + SERVICE + "\n");
            lines.end();
            server.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines), SERVICE);
        } else {
            server.upload(new ByteArrayInputStream(body(request)), out, null);
        }
        return out.toByteArray();
    }
}
