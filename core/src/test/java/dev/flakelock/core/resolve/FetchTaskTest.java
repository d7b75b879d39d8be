package dev.flakelock.core.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FetchTaskTest {

    @Test
    void whatNoMethodMayThrowReachesWhoeverWaits() {
        List<String> done = new ArrayList<>();
        FetchTask<String> task = new FetchTask<>(
                context -> {
                    FetchTaskTest.<RuntimeException>throwPastTheCompiler(new InterruptedException());
                    return "unreachable";
                },
                () -> done.add("done"));

        task.run();

        assertThat(done).containsExactly("done");
        assertThatThrownBy(task::outcome)
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    /** As Kotlin does, which has no checked exceptions. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwPastTheCompiler(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
