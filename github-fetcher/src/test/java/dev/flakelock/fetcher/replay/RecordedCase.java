package dev.flakelock.fetcher.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One flake, and what Nix did with it in several steps.
 *
 * @param json the case
 * @param steps the steps, each complete
 */
record RecordedCase(Json json, List<RecordedStep> steps) {

    static RecordedCase of(Json json) {
        List<RecordedStep> steps = new ArrayList<>();
        RecordedStep last = null;
        for (Json step : json.objects("steps")) {
            last = RecordedStep.of(step, last);
            steps.add(last);
        }
        return new RecordedCase(json, steps);
    }

    String name() {
        return json.text("name", "");
    }

    /** The registry of the user or of the machine; null without one. */
    @Nullable String registry(String member) {
        return json.text(member);
    }

    /** What is known of the trees at paths. */
    Json paths() {
        return json.has("paths") ? json.child("paths") : Json.empty();
    }
}
