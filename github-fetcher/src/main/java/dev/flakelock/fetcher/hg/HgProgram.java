package dev.flakelock.fetcher.hg;

import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.fetch.FetchContext;
import dev.flakelock.core.text.SafeUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the {@code hg} program. */
final class HgProgram {

    /** Far more than the names of all files of a large repository. */
    private static final int MOST_BYTES = 64 << 20;

    private HgProgram() {}

    /**
     * What {@code hg} writes when it is run with these arguments.
     *
     * @throws FlakeException if it cannot be run or fails; then with what it said
     */
    static String run(FetchContext context, String... arguments) throws FlakeException {
        Result result = execute(context, arguments);
        if (result.status() != 0) {
            throw new FlakeException("hg failed with exit code " + result.status())
                    .hint(result.errors().strip());
        }
        return result.output();
    }

    /** What {@code hg} writes; nothing if it fails. */
    static Optional<String> tryRun(FetchContext context, String... arguments) throws FlakeException {
        Result result = execute(context, arguments);
        return result.status() == 0 ? Optional.of(result.output()) : Optional.empty();
    }

    private record Result(int status, String output, String errors) {}

    private static Result execute(FetchContext context, String... arguments) throws FlakeException {
        List<String> command = new ArrayList<>(List.of("hg"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Messages and formats that do not depend on the user's configuration.
        builder.environment().put("HGPLAIN", "");
        context.detail(shown(arguments));
        Process process = start(builder);
        FetchContext.Registration hook = context.onCancel(process::destroy);
        try {
            process.getOutputStream().close();
            StreamText errors = StreamText.reading(process.getErrorStream());
            byte[] output = process.getInputStream().readNBytes(MOST_BYTES + 1);
            if (output.length > MOST_BYTES) {
                throw new FlakeException("hg says more than " + MOST_BYTES + " bytes");
            }
            return new Result(process.waitFor(), new String(output, StandardCharsets.UTF_8), errors.await());
        } catch (IOException e) {
            throw new FlakeException("cannot read what hg says: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlakeException("interrupted by the user", e);
        } finally {
            hook.close();
            process.destroy();
        }
    }

    /** What is done, and with which server; a password in its URL is not shown. */
    private static String shown(String... arguments) {
        String urls = Stream.of(arguments)
                .filter(argument -> argument.contains("://"))
                .map(url -> " " + SafeUrl.of(url))
                .collect(Collectors.joining());
        return "hg " + arguments[0] + urls;
    }

    private static Process start(ProcessBuilder builder) throws FlakeException {
        try {
            return builder.start();
        } catch (IOException e) {
            // Nix notices in a process of its own, and then sees no more of it than that.
            throw new FlakeException("hg failed with exit code 1", e)
                    .hint("Mercurial inputs need the 'hg' program, which is not on this machine's PATH");
        }
    }
}
