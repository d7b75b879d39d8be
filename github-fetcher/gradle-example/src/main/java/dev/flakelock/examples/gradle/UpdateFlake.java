package dev.flakelock.examples.gradle;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import org.gradle.api.DefaultTask;
import org.gradle.api.GradleException;
import org.gradle.api.file.DirectoryProperty;
import org.gradle.api.provider.ListProperty;
import org.gradle.api.tasks.Input;
import org.gradle.api.tasks.Internal;
import org.gradle.api.tasks.TaskAction;
import org.gradle.work.DisableCachingByDefault;

// guide: task
/** Updates inputs of a flake. */
@DisableCachingByDefault(because = "what is newest changes without notice")
public abstract class UpdateFlake extends DefaultTask {

    /** The flake. */
    @Internal
    public abstract DirectoryProperty getFlake();

    /** The inputs to update. */
    @Input
    public abstract ListProperty<String> getInputNames();

    /** Updates them. */
    @TaskAction
    public void update() {
        LockListener listener = LockListener.lines(getLogger()::lifecycle);
        try (FlakeLocker locker = FlakeLocker.create()) {
            String flake = getFlake().get().getAsFile().getPath();
            LockRequest request = LockRequest.of(locker.parseFlake(flake, listener))
                    .updates(LockUpdates.of(getInputNames().get().toArray(String[]::new)))
                    .build();
            locker.lock(request, listener);
        } catch (FlakeException e) {
            throw new GradleException(ErrorText.render(e, ErrorText.Options.PLAIN), e);
        }
    }
}
// guide: end
