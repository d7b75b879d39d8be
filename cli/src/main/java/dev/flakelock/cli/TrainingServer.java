package dev.flakelock.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to speak to while training, on the loopback interface: a server that has the same archive everywhere, and a
 * proxy behind which it is GitHub with a repository of one commit.
 */
final class TrainingServer implements AutoCloseable {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String PASSWORD = "training";
    private static final String REV = "0123456789012345678901234567890123456789";
    private static final List<String> HOSTS = List.of("api.github.com", "github.com", "codeload.github.com");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] archive;
    private final @Nullable SSLSocketFactory tls;

    /**
     * A server that listens.
     *
     * @param archive what it has
     * @param keys where {@link #makeKeys} put them; null if it could not, and then nobody behind the proxy knows TLS
     */
    TrainingServer(byte[] archive, @Nullable Path keys) throws IOException {
        this.archive = archive;
        this.tls = keys == null ? null : tls(keys);
        Thread thread = new Thread(this::serve, "training-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Makes a key, and beside it, in a {@code .pem}, its certificate; false if this JVM has no {@code keytool}. */
    static boolean makeKeys(Path keys) throws IOException {
        String names = "san="
                + String.join(",", HOSTS.stream().map(host -> "dns:" + host).toList());
        return keytool(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=training", "-ext", names)
                && keytool(keys, "-exportcert", "-rfc", "-file", keys + ".pem");
    }

    private static boolean keytool(Path keys, String... arguments) throws IOException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.isExecutable(program)) {
            return false;
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-alias", PASSWORD, "-keystore", keys.toString(), "-storepass", PASSWORD));
        return Training.succeeds(command);
    }

    private static SSLSocketFactory tls(Path keys) throws IOException {
        try {
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            SSLContext context = context();
            context.init(managers.getKeyManagers(), null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** By Conscrypt where it runs: the JDK's TLS would put 600 classes into the archive that nobody needs later. */
    private static SSLContext context() throws GeneralSecurityException {
        try {
            Object provider = Class.forName("org.conscrypt.OpenSSLProvider")
                    .getDeclaredConstructor()
                    .newInstance();
            return SSLContext.getInstance("TLS", (Provider) provider);
        } catch (ReflectiveOperationException | LinkageError absent) {
            return SSLContext.getInstance("TLS");
        }
    }

    /** Where it is: {@code http://127.0.0.1:PORT}. */
    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> answer(connection), "training-answer");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                // There will be others, until the socket is closed.
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            BufferedReader in = reader(connection);
            String asked = in.readLine();
            if (asked != null && asked.startsWith("CONNECT ")) {
                skipHeaders(in);
                connection.getOutputStream().write(bytes(OK + "\r\n"));
                behindTls(connection);
            } else {
                converse(connection, in, asked);
            }
        } catch (IOException endOfConnection) {
            // Whoever asked will notice.
        }
    }

    private void behindTls(Socket connection) throws IOException {
        if (tls != null) {
            SSLSocket inner = (SSLSocket) tls.createSocket(connection, null, connection.getPort(), false);
            inner.setUseClientMode(false);
            BufferedReader in = reader(inner);
            converse(inner, in, in.readLine());
        }
    }

    /** Answers until nothing more is asked. */
    private void converse(Socket connection, BufferedReader in, @Nullable String first) throws IOException {
        OutputStream out = connection.getOutputStream();
        for (String asked = first; asked != null; asked = in.readLine()) {
            skipHeaders(in);
            if (asked.contains("/commits/")) {
                write(out, OK, bytes("{\"sha\":\"%s\",\"commit\":{\"tree\":{\"sha\":\"%<s\"}}}".formatted(REV)));
            } else if (asked.contains("/archive/")) {
                write(
                        out,
                        "HTTP/1.1 302 Found\r\nLocation: https://codeload.github.com/o/r/tar.gz/" + REV + "\r\n",
                        new byte[0]);
            } else {
                write(out, OK, archive);
            }
        }
    }

    private static void write(OutputStream out, String head, byte[] body) throws IOException {
        out.write(bytes(head + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n"));
        out.write(body);
        out.flush();
    }

    private static BufferedReader reader(Socket connection) throws IOException {
        return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    private static void skipHeaders(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            line = in.readLine();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
