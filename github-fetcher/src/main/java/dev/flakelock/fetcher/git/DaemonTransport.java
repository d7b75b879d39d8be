package dev.flakelock.fetcher.git;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackTransport;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TcpTransport;
import org.eclipse.jgit.transport.URIish;

/**
 * Git's own protocol over TCP, {@code git://}, as git-daemon(1) speaks it. JGit's own transport for it can neither be
 * cancelled nor bounded. Fetches only.
 */
final class DaemonTransport extends TcpTransport implements PackTransport {

    private static final int PORT = 9418;

    /**
     * What to put up with.
     *
     * @param connect how long a connection may take to be made; zero for no limit
     * @param stall how long a server may send nothing; zero for no limit
     * @param maxBytes the longest answer to accept
     */
    record Patience(Duration connect, Duration stall, long maxBytes) {}

    private final Patience patience;
    private final LongConsumer arrivals;
    private final Socket socket = new Socket();

    /** @param arrivals is told how many bytes have come, each time that some do */
    DaemonTransport(Repository local, URIish uri, Patience patience, LongConsumer arrivals) {
        super(local, uri);
        this.patience = patience;
        this.arrivals = arrivals;
    }

    /** Ends whatever is going on. */
    void cancel() {
        try {
            socket.close();
        } catch (IOException e) {
            // Then it is broken already.
            return;
        }
    }

    @Override
    public FetchConnection openFetch() throws TransportException {
        return openFetch(List.of());
    }

    @Override
    public FetchConnection openFetch(Collection<RefSpec> refSpecs, String... additionalPatterns)
            throws TransportException {
        return new Connection(refSpecs, additionalPatterns);
    }

    @Override
    public PushConnection openPush() throws NotSupportedException {
        throw new NotSupportedException("nothing is pushed");
    }

    @Override
    public void close() {
        cancel();
    }

    private void connect() throws IOException {
        int port = uri.getPort() > 0 ? uri.getPort() : PORT;
        socket.connect(new InetSocketAddress(InetAddress.getByName(uri.getHost()), port), millis(patience.connect()));
        socket.setSoTimeout(millis(patience.stall()));
    }

    private static int millis(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, duration.toMillis());
    }

    private final class Connection extends BasePackFetchConnection {

        Connection(Collection<RefSpec> refSpecs, String... patterns) throws TransportException {
            super(DaemonTransport.this);
            try {
                connect();
                OutputStream requests = new BufferedOutputStream(socket.getOutputStream());
                init(
                        new BoundedAnswer(
                                new BufferedInputStream(socket.getInputStream()), patience.maxBytes(), arrivals),
                        requests);
                greet(pckOut);
            } catch (IOException e) {
                close();
                throw new TransportException(uri, String.valueOf(e.getMessage()), e);
            }
            if (!readAdvertisedRefs()) {
                lsRefs(refSpecs, patterns);
            }
        }

        private void greet(PacketLineOut lines) throws IOException {
            String host = uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
            lines.writeString("git-upload-pack " + uri.getPath() + "\0host=" + host + "\0\0version=2\0");
            lines.flush();
        }

        @Override
        public void close() {
            super.close();
            cancel();
        }
    }
}
