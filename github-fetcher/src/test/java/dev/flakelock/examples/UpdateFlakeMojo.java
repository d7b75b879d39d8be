package dev.flakelock.examples;

import dev.flakelock.api.FlakeLocker;
import dev.flakelock.core.error.ErrorText;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.core.resolve.LockListener;
import dev.flakelock.core.resolve.LockRequest;
import dev.flakelock.core.resolve.LockUpdates;
import java.io.File;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

// guide: mojo
/** Updates inputs of a flake: {@code mvn …:update-flake -Dflake.inputs=nixpkgs}. */
@Mojo(name = "update-flake", requiresProject = false, threadSafe = true)
public class UpdateFlakeMojo extends AbstractMojo {

    @Parameter(property = "flake.directory", defaultValue = "${basedir}")
    File directory;

    @Parameter(property = "flake.inputs", required = true)
    List<String> inputs;

    @Override
    public void execute() throws MojoExecutionException {
        LockListener listener = LockListener.lines(line -> getLog().info(line));
        try (FlakeLocker locker = FlakeLocker.create()) {
            LockRequest request = LockRequest.of(locker.parseFlake(directory.getPath(), listener))
                    .updates(LockUpdates.of(inputs.toArray(String[]::new)))
                    .build();
            locker.lock(request, listener);
        } catch (FlakeException e) {
            throw new MojoExecutionException(ErrorText.render(e, ErrorText.Options.PLAIN), e);
        }
    }
}
// guide: end
