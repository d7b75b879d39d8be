package dev.flakelock.fetcher.git;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.settings.Settings;
import dev.flakelock.fetcher.http.HttpClients;
import dev.flakelock.fetcher.http.HttpTransport;
import java.io.IOException;
import java.net.Proxy;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Talks to one remote repository. One instance per conversation; not thread-safe. */
final class RemoteTransfer implements AutoCloseable {

    /** How much to fetch. */
    enum Depth {
        /** The commit with its tree, without parents. */
        TREE,
        /** The commits since some time, without their trees. */
        RECENT,
        /** The commits, without their trees. */
        COMMITS,
        /** Everything. */
        ALL
    }

    private final Transport transport;
    private final FetchConnection connection;
    private final Repository into;
    private final FetchContext.Registration cancellation;
    private final HttpTransport.Place place;
    private final List<Response> responses = new CopyOnWriteArrayList<>();

    private RemoteTransfer(
            Transport transport, Repository into, Opening opening, RemoteSettings settings, HttpTransport.Place place)
            throws IOException {
        this.place = place;
        this.transport = transport;
        this.into = into;
        Cancel cancel = new Cancel();
        if (transport instanceof TransportHttp http) {
            http.setHttpConnectionFactory(
                    new Http(conversation(opening, settings.variation(transport.getURI()), cancel)));
        } else if (transport instanceof SshTransport ssh) {
            SshProgram program = new SshProgram(
                    settings.config(),
                    opening.setup.settings().environment(),
                    opening.setup.http().maxBytes(),
                    opening.traffic);
            ssh.setSshSessionFactory(program);
            cancel.other = program::cancel;
        } else if (transport instanceof DaemonTransport daemon) {
            cancel.other = daemon::cancel;
        }
        this.cancellation = opening.traffic.context().onCancel(cancel);
        try {
            this.connection = transport.openFetch(List.of(), opening.ref == null ? Constants.HEAD : opening.ref);
        } catch (IOException | RuntimeException e) {
            cancellation.close();
            responses.forEach(Response::close);
            throw e;
        }
    }

    private OkHttpGitConnection.Conversation conversation(
            Opening opening, HttpClients.Variation variation, Cancel cancel) throws IOException {
        OkHttpClient client = opening.setup
                .http()
                .client(variation)
                .newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        return new OkHttpGitConnection.Conversation(
                client,
                opening.setup.http(),
                opening.answers,
                opening.ref != null,
                opening.traffic,
                cancel.calls::add,
                responses::add);
    }

    /**
     * What a conversation is about.
     *
     * @param setup the HTTP client and home directory
     * @param url the remote repository
     * @param into where objects go
     * @param traffic takes note of requests and answers
     * @param answers what the server has said already
     * @param ref the full name of the ref to ask for, or the beginning of the names of several, or null for none
     */
    record Opening(
            GitSetup setup,
            String url,
            LocalRepository into,
            Traffic traffic,
            RepeatedAnswers answers,
            @Nullable String ref) {}

    /** Connects and asks for refs. */
    static RemoteTransfer open(Opening opening, Depth depth) throws IOException, FlakeException {
        return open(opening, transport -> {
            if (depth == Depth.TREE) {
                transport.setDepth(1);
            } else if (depth == Depth.COMMITS) {
                transport.setFilterSpec(commitsOnly());
            }
        });
    }

    private static FilterSpec commitsOnly() {
        try {
            return FilterSpec.fromFilterLine("tree:0");
        } catch (PackProtocolException e) {
            throw new IllegalStateException("JGit knows this filter", e);
        }
    }

    /** Connects to fetch the commits since some time, without their trees. */
    static RemoteTransfer openSince(Opening opening, Instant since) throws IOException, FlakeException {
        return open(opening, transport -> {
            transport.setDeepenSince(since);
            transport.setFilterSpec(commitsOnly());
        });
    }

    private static RemoteTransfer open(Opening opening, Consumer<Transport> limits) throws IOException, FlakeException {
        HttpTransport.Place place = opening.setup.http().enter(opening.traffic.context());
        try {
            return open(opening, limits, place);
        } catch (IOException | FlakeException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private static RemoteTransfer open(Opening opening, Consumer<Transport> limits, HttpTransport.Place place)
            throws IOException, FlakeException {
        Repository into = opening.into.open();
        RemoteSettings settings =
                RemoteSettings.of(into.getConfig(), opening.setup.settings().environment());
        Transport transport = transport(into, uri(settings.rewritten(opening.url)), opening);
        transport.setCheckFetchedObjects(false);
        transport.setCredentialsProvider(new GitCredentials(
                opening.setup.secrets(),
                opening.setup.settings().environment().home(),
                new CredentialHelpers(settings.config())));
        limits.accept(transport);
        try {
            return new RemoteTransfer(transport, into, opening, settings, place);
        } catch (IOException | RuntimeException e) {
            transport.close();
            into.close();
            throw e;
        }
    }

    private static Transport transport(Repository into, URIish uri, Opening opening) throws IOException {
        if (!"git".equals(uri.getScheme())) {
            return Transport.open(into, uri);
        }
        Settings settings = opening.setup.settings();
        return new DaemonTransport(
                into,
                uri,
                new DaemonTransport.Patience(
                        settings.connectTimeout(),
                        settings.stalledDownloadTimeout(),
                        opening.setup.http().maxBytes()),
                opening.traffic::received);
    }

    private static URIish uri(String url) throws IOException {
        try {
            return new URIish(url);
        } catch (URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The refs that the remote has of those asked for. */
    Map<String, Ref> refs() {
        return connection.getRefsMap();
    }

    /** Fetches objects, at most once, and remembers them as the start of the next fetch. */
    void fetch(Collection<ObjectId> wanted, FetchContext context) throws IOException {
        List<Ref> refs = new ArrayList<>();
        for (ObjectId id : wanted) {
            refs.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id));
        }
        Set<ObjectId> have = new LinkedHashSet<>();
        connection.fetch(new Monitor(context), refs, have);
        for (ObjectId id : wanted) {
            RefUpdate update = into.updateRef("refs/flakelock/" + id.name());
            update.setNewObjectId(id);
            update.setForceUpdate(true);
            update.update();
        }
    }

    @Override
    public void close() {
        cancellation.close();
        connection.close();
        responses.forEach(Response::close);
        transport.close();
        into.close();
        place.close();
    }

    /** Makes JGit's HTTP connections. */
    private static final class Http implements HttpConnectionFactory {

        private final OkHttpGitConnection.Conversation conversation;

        Http(OkHttpGitConnection.Conversation conversation) {
            this.conversation = conversation;
        }

        @Override
        public HttpConnection create(URL url) {
            return new OkHttpGitConnection(conversation, url);
        }

        @Override
        public HttpConnection create(URL url, Proxy proxy) {
            return create(url);
        }
    }

    /** Ends what may be blocked. */
    private static final class Cancel implements Runnable {

        private final List<Call> calls = new CopyOnWriteArrayList<>();
        private volatile @Nullable Runnable other;

        @Override
        public void run() {
            calls.forEach(Call::cancel);
            Runnable more = other;
            if (more != null) {
                more.run();
            }
        }
    }

    private static final class Monitor implements ProgressMonitor {

        private final FetchContext context;

        Monitor(FetchContext context) {
            this.context = context;
        }

        @Override
        public boolean isCancelled() {
            return context.isCancelled();
        }

        @Override
        public void start(int totalTasks) {
            NullProgressMonitor.INSTANCE.start(totalTasks);
        }

        @Override
        public void beginTask(String title, int totalWork) {
            NullProgressMonitor.INSTANCE.beginTask(title, totalWork);
        }

        @Override
        public void update(int completed) {
            NullProgressMonitor.INSTANCE.update(completed);
        }

        @Override
        public void endTask() {
            NullProgressMonitor.INSTANCE.endTask();
        }

        @Override
        public void showDuration(boolean enabled) {
            NullProgressMonitor.INSTANCE.showDuration(enabled);
        }
    }
}
