package dev.flakelock.fetcher.http;

import dev.flakelock.fetcher.http.HttpFailure.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Which failures are worth another try, and when; Nix's rules. */
final class RetryPolicy {

    private static final Set<Integer> SUCCESSES = Set.of(200, 201, 204, 206, 304);
    private static final Set<Integer> HOPELESS = Set.of(501, 505, 511);
    private static final double BASE_MS = 250;
    private static final double BASE_TOO_MANY_REQUESTS_MS = 60_000;

    /** Longer than this nobody waits for a server: the failure is reported at once. */
    private static final Duration LONGEST_SERVER_DELAY = Duration.ofMinutes(5);

    private final int attempts;
    private final DoubleSupplier jitter;

    /**
     * @param attempts how often to try in all
     * @param jitter numbers from 0 up to but not 1
     */
    RetryPolicy(int attempts, DoubleSupplier jitter) {
        this.attempts = attempts;
        this.jitter = jitter;
    }

    int attempts() {
        return attempts;
    }

    static boolean isSuccess(int status) {
        return SUCCESSES.contains(status);
    }

    static Kind kindOf(int status) {
        if (status == 404 || status == 410) {
            return Kind.NOT_FOUND;
        }
        if (status == 401 || status == 403 || status == 407) {
            return Kind.FORBIDDEN;
        }
        boolean clientError = status >= 400 && status < 500 && status != 408 && status != 429;
        return clientError || HOPELESS.contains(status) ? Kind.REFUSED : Kind.TRANSIENT;
    }

    boolean shouldRetry(HttpFailure failure, int failures) {
        Duration asked = failure.serverDelay();
        return failure.kind() == Kind.TRANSIENT
                && failures < attempts
                && (asked == null || asked.compareTo(LONGEST_SERVER_DELAY) <= 0);
    }

    /** How long to wait after this many failures: what the server asked for, else longer each time. */
    Duration delay(HttpFailure failure, int failures) {
        Duration asked = failure.serverDelay();
        if (asked != null) {
            return asked;
        }
        double base = failure.status() == 429 ? BASE_TOO_MANY_REQUESTS_MS : BASE_MS;
        return Duration.ofMillis((long) (base * Math.pow(2, failures - 1 + jitter.getAsDouble() / 2)));
    }
}
