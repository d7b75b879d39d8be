package dev.flakelock.fetcher.git;

import dev.flakelock.core.settings.Credentials;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Git's credential helpers, run as {@code gitcredentials(7)} says: {@code credential.helper} of the configuration, and
 * that of {@code credential.<url>} for URLs that match. No questions are asked on the terminal, and a helper that takes
 * longer than a minute knows nothing.
 */
final class CredentialHelpers {

    private static final String SECTION = "credential";
    private static final String HELPER = "helper";
    private static final int LOOKS = 3;
    private static final long MOMENT_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Config config;
    private final Duration patience;
    private @Nullable Credentials answered;

    CredentialHelpers(Config config) {
        this(config, PATIENCE);
    }

    /** @param patience how long a helper may take */
    CredentialHelpers(Config config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    /**
     * What the first helper that knows something says. None is asked about a name with control characters in it: a
     * line end would make it a question about another host.
     */
    Optional<Credentials> ask(URIish uri) {
        if (hasControls(uri.getHost()) || hasControls(uri.getUser()) || hasControls(uri.getPath())) {
            return Optional.empty();
        }
        for (String helper : helpers(uri)) {
            Optional<Credentials> answer = parse(run(helper, "get", question(uri)));
            if (answer.isPresent()) {
                answered = answer.get();
                return answer;
            }
        }
        return Optional.empty();
    }

    private static boolean hasControls(@Nullable String name) {
        return name != null && name.chars().anyMatch(Character::isISOControl);
    }

    /** Tells the helpers that what they said was wrong. */
    void refuse(URIish uri) {
        if (answered != null) {
            String wrong = question(uri) + "username=" + answered.user() + "\npassword=" + answered.password() + "\n";
            for (String helper : helpers(uri)) {
                run(helper, "erase", wrong);
            }
        }
    }

    private List<String> helpers(URIish uri) {
        List<String> helpers = new ArrayList<>();
        collect(helpers, null);
        for (String pattern : config.getSubsections(SECTION)) {
            if (UrlPattern.matches(pattern, uri)) {
                collect(helpers, pattern);
            }
        }
        return helpers;
    }

    /** An empty helper forgets the ones before it. */
    private void collect(List<String> helpers, @Nullable String subsection) {
        for (String helper : config.getStringList(SECTION, subsection, HELPER)) {
            if (helper == null || helper.isEmpty()) {
                helpers.clear();
            } else {
                helpers.add(helper);
            }
        }
    }

    private String question(URIish uri) {
        String host = uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
        StringBuilder question = new StringBuilder();
        question.append("protocol=")
                .append(uri.getScheme())
                .append("\nhost=")
                .append(host)
                .append('\n');
        if (config.getBoolean(SECTION, "useHttpPath", false)) {
            String path = String.valueOf(uri.getPath());
            question.append("path=")
                    .append(path.startsWith("/") ? path.substring(1) : path)
                    .append('\n');
        }
        if (uri.getUser() != null) {
            question.append("username=").append(uri.getUser()).append('\n');
        }
        return question.toString();
    }

    private static String shellCommand(String helper) {
        if (helper.startsWith("!")) {
            return helper.substring(1);
        }
        return helper.startsWith("/") ? helper : "git credential-" + helper;
    }

    private String run(String helper, String operation, String input) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", shellCommand(helper) + " " + operation);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GCM_INTERACTIVE", "never");
        try {
            Process process = builder.start();
            FutureTask<byte[]> answer =
                    new FutureTask<>(() -> process.getInputStream().readAllBytes());
            Thread reader = new Thread(answer, "flakelock-helper");
            reader.setDaemon(true);
            reader.start();
            write(input + "\n", process);
            return new String(await(answer, process), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // A helper that does not run knows nothing.
            return "";
        }
    }

    /** The answer, if it comes in time. Its end may never come: a program that a helper leaves behind holds it open. */
    private byte[] await(FutureTask<byte[]> answer, Process process) throws IOException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            end(process);
            throw new IOException("a credential helper takes too long", e);
        } catch (InterruptedException e) {
            end(process);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a credential helper was asked", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /**
     * With the programs that it has started, which would go on waiting for whatever it is. What the shell starts right
     * after a look would outlive it, and the shell may be just about to: hence more looks than one.
     */
    private static void end(Process process) {
        for (int look = 0; look < LOOKS && process.isAlive(); look++) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.onExit()
                    .completeOnTimeout(process, MOMENT_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        }
        process.destroyForcibly();
    }

    private static boolean write(String input, Process process) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            // Many a helper answers always the same and does not listen.
            return false;
        }
    }

    private static Optional<Credentials> parse(String answer) {
        String user = null;
        String password = null;
        for (String line : answer.split("\n")) {
            if (line.startsWith("username=")) {
                user = line.substring("username=".length());
            } else if (line.startsWith("password=")) {
                password = line.substring("password=".length());
            }
        }
        return user == null || password == null ? Optional.empty() : Optional.of(new Credentials(user, password));
    }
}
