package dev.flakelock.fetcher.replay;

import dev.flakelock.core.text.JsonReader;
import dev.flakelock.core.text.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The recording; {@link RecordedLocksTest} describes the file.
 *
 * @param trees the commits of all repositories, by their hash
 * @param cases the cases, in the order of the recording
 */
record Recording(NavigableMap<String, Json> trees, List<RecordedCase> cases) {

    private static final String FILE = "recorded-locks.json.gz";

    static Recording load() {
        try (InputStream file = Objects.requireNonNull(Recording.class.getResourceAsStream(FILE));
                InputStream in = new GZIPInputStream(file)) {
            Json json = Json.of(JsonReader.read(in.readAllBytes()));
            return new Recording(
                    json.child("trees").map(Json::of),
                    json.objects("cases").stream().map(RecordedCase::of).toList());
        } catch (IOException | JsonSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
