package dev.flakelock.fetcher.git;

import dev.flakelock.core.settings.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Connections through the user's {@code ssh} program, as git makes them: {@code GIT_SSH_COMMAND},
 * {@code core.sshCommand} or {@code GIT_SSH} name another one. So {@code ~/.ssh/config}, {@code known_hosts}, agents
 * and questions on the terminal work as the user is used to.
 */
final class SshProgram extends SshSessionFactory {

    private final List<String> command;
    private final long maxBytes;
    private final Traffic traffic;
    private volatile @Nullable Process running;

    /**
     * The program that these settings name.
     *
     * @param maxBytes the longest answer to accept
     * @param traffic takes note of what is asked, and of the answers
     */
    SshProgram(Config config, Environment environment, long maxBytes, Traffic traffic) {
        this.command = command(config, environment);
        this.maxBytes = maxBytes;
        this.traffic = traffic;
    }

    private static List<String> command(Config config, Environment environment) {
        String shell = environment
                .nonEmptyVariable("GIT_SSH_COMMAND")
                .orElseGet(() -> config.getString("core", null, "sshCommand"));
        if (shell != null && !shell.isEmpty()) {
            return List.of("sh", "-c", shell + " \"$@\"", shell);
        }
        return List.of(environment.nonEmptyVariable("GIT_SSH").orElse("ssh"));
    }

    /** Runs a command on a server. */
    Process run(URIish uri, String commandName) throws IOException {
        refuseOptions(uri);
        return new Session(uri).exec(commandName, 0);
    }

    /** Ends the program, if it runs. */
    void cancel() {
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    @Override
    public RemoteSession2 getSession(URIish uri, CredentialsProvider credentials, FS fs, int timeout)
            throws TransportException {
        refuseOptions(uri);
        return new Session(uri);
    }

    /** Git refuses such names, which ssh would take for options. */
    private static void refuseOptions(URIish uri) throws TransportException {
        if (startsWithDash(uri.getHost()) || startsWithDash(uri.getUser())) {
            throw new TransportException(uri, "strange hostname '" + uri.getHost() + "' blocked");
        }
    }

    private static boolean startsWithDash(@Nullable String name) {
        return name != null && name.startsWith("-");
    }

    @Override
    public String getType() {
        return "flakelock-ssh";
    }

    private final class Session implements RemoteSession2 {

        private final URIish uri;

        Session(URIish uri) {
            this.uri = uri;
        }

        @Override
        public Process exec(String commandName, int timeout) throws IOException {
            return exec(commandName, Map.of(), timeout);
        }

        @Override
        public Process exec(String commandName, Map<String, String> environment, int timeout) throws IOException {
            List<String> line = new ArrayList<>(command);
            for (String variable : environment.keySet()) {
                line.add("-o");
                line.add("SendEnv=" + variable);
            }
            if (uri.getPort() > 0) {
                line.add("-p");
                line.add(Integer.toString(uri.getPort()));
            }
            line.add(uri.getUser() == null ? uri.getHost() : uri.getUser() + "@" + uri.getHost());
            line.add(commandName);
            ProcessBuilder builder = new ProcessBuilder(line);
            builder.environment().putAll(environment);
            traffic.request("ssh", uri.getHost() + ": " + commandName);
            Process process = new AwaitedProcess(builder.start(), maxBytes, traffic::received);
            running = process;
            return process;
        }

        @Override
        public void disconnect() {
            Process process = running;
            if (process == null) {
                return;
            }
            try {
                if (!process.waitFor(1, TimeUnit.SECONDS)) {
                    process.destroy();
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
            }
        }
    }
}
