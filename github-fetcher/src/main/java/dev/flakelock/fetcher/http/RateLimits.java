package dev.flakelock.fetcher.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Understands what servers say about too many requests: {@code Retry-After} and {@code x-ratelimit-*}. */
final class RateLimits {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    /**
     * What a refusal means.
     *
     * @param serverDelay how long to leave the server alone, or null if it does not say
     * @param quotaReset when the requests of the hour, which are used up, are counted anew, or null if it is not that
     * @param advice what the user can do, or null if the refusal is not about the number of requests
     */
    record Verdict(
            @Nullable Duration serverDelay,
            @Nullable Instant quotaReset,
            @Nullable String advice) {}

    private final InstantSource clock;

    RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    Verdict judge(Response response) {
        int status = response.code();
        boolean exhausted = "0".equals(response.header("x-ratelimit-remaining"));
        Duration after = retryAfter(response.header("Retry-After"));
        boolean limited = status == 429 || (status == 403 && (exhausted || after != null));
        if (!limited) {
            return new Verdict(status == 503 ? after : null, null, null);
        }
        Instant quotaReset = exhausted && after == null ? reset(response.header("x-ratelimit-reset"), null) : null;
        return new Verdict(quotaReset == null ? after : until(quotaReset), quotaReset, advice(response, after));
    }

    private String advice(Response response, @Nullable Duration after) {
        String host = response.request().url().host();
        String quota = response.header("x-ratelimit-limit");
        StringBuilder text = new StringBuilder("the rate limit of '" + host + "'");
        if (quota != null) {
            text.append(" (").append(quota).append(" requests an hour)");
        }
        text.append(" is used up");
        Instant reset = reset(response.header("x-ratelimit-reset"), after);
        if (reset != null) {
            text.append("; it is reset at ").append(TIME.format(reset.atOffset(ZoneOffset.UTC)));
        }
        boolean token = response.request().header("Authorization") != null
                || response.request().header("Private-token") != null;
        String site = host.equals("api.github.com") ? "github.com" : host;
        text.append(
                token
                        ? "; the access token that is set has the same limit for all its uses"
                        : "; requests with an access token have a higher limit: set 'access-tokens = " + site
                                + "=TOKEN' in nix.conf"
                                + (site.equals("github.com") ? " or GITHUB_TOKEN in the environment" : ""));
        return text.toString();
    }

    private @Nullable Instant reset(@Nullable String epochSeconds, @Nullable Duration after) {
        if (epochSeconds != null && epochSeconds.matches("[0-9]{1,11}")) {
            return Instant.ofEpochSecond(Long.parseLong(epochSeconds));
        }
        return after == null ? null : clock.instant().plus(after);
    }

    private Duration until(Instant then) {
        Duration wait = Duration.between(clock.instant(), then);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String value = header.strip();
        if (value.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            return until(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
