package dev.flakelock.cli.command;

import dev.flakelock.cli.args.Flag;
import dev.flakelock.cli.args.Flags;
import dev.flakelock.cli.args.Operands;
import dev.flakelock.cli.args.Syntax;
import dev.flakelock.cli.args.UsageException;
import dev.flakelock.core.error.FlakeException;
import dev.flakelock.narhash.DirectoryHasher;
import dev.flakelock.narhash.Hash;
import dev.flakelock.narhash.HashAlgorithm;
import dev.flakelock.narhash.HashFormat;
import dev.flakelock.narhash.MissingPathException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code flakelock hash path} and {@code hash file}: hash what lies at a path, as a NAR or as the bytes of a file. */
final class HashCommand implements Command {

    private static final int BUFFER = 64 * 1024;

    private final Session session;
    private final boolean ofFile;
    private boolean flat;
    private HashAlgorithm algorithm = HashAlgorithm.SHA256;
    private HashFormat format = HashFormat.SRI;
    private List<String> paths = List.of();

    private HashCommand(Session session, boolean ofFile) {
        this.session = session;
        this.ofFile = ofFile;
        this.flat = ofFile;
    }

    /** {@code hash path}. */
    static HashCommand path(Session session) {
        return new HashCommand(session, false);
    }

    /** {@code hash file}. */
    static HashCommand file(Session session) {
        return new HashCommand(session, true);
    }

    @Override
    public Syntax syntax() {
        HashArguments arguments = new HashArguments(session);
        Flags common = Flags.of(
                Flag.toggle("--sri", "print the hash as SRI; the default", () -> format = HashFormat.SRI),
                Flag.toggle("--base64", "print the hash in base-64", () -> format = HashFormat.BASE64),
                Flag.toggle("--base32", "print the hash in Nix's base-32", () -> format = HashFormat.NIX32),
                Flag.toggle("--base16", "print the hash in base-16", () -> format = HashFormat.BASE16),
                arguments.algorithm(
                        "--type", "the algorithm: md5, sha1, sha256 or sha512", value -> algorithm = value));
        Flags ofPath = Flags.of(
                arguments.algorithm("--algo", "the same as --type", value -> algorithm = value),
                Flag.value("--mode", "file-ingestion-method", "what to hash: nar or flat", this::setMode),
                arguments.format("--format", "the format: base16, nix32, base64 or sri", value -> format = value));
        return new Syntax(ofFile ? common : common.and(ofPath), new Operands().rest("paths", values -> paths = values));
    }

    @Override
    public int run() throws FlakeException {
        for (String path : paths) {
            session.console().print(format.format(flat ? hashFlat(path) : hashNar(path)) + "\n");
        }
        return 0;
    }

    private void setMode(String mode) throws FlakeException {
        switch (mode) {
            case "nar" -> flat = false;
            case "flat" -> flat = true;
            case "git" ->
                throw new FlakeException("experimental Nix feature 'git-hashing' is disabled; add"
                                + " '--extra-experimental-features git-hashing' to enable it")
                        .hint("flakelock does not have this feature");
            default ->
                throw new UsageException(
                        "Unknown file ingestion method '" + mode + "', expect `flat`, `nar`, or `git`");
        }
    }

    private Hash hashNar(String text) throws FlakeException {
        Digest digest = Digest.of(algorithm);
        Path path = directory().resolve(text).normalize();
        try {
            Path parent = path.getParent();
            Path name = path.getFileName();
            // Links above the path are followed, the path itself is not.
            Path real =
                    parent == null || name == null ? path : parent.toRealPath().resolve(name);
            new DirectoryHasher().withCaseHack(session.settings().useCaseHack()).hash(real, digest);
        } catch (MissingPathException | NoSuchFileException e) {
            throw new FlakeException("path '/" + path + "' does not exist", e);
        } catch (IOException e) {
            throw new FlakeException(String.valueOf(e.getMessage()), e);
        }
        return digest.finish();
    }

    private Hash hashFlat(String text) throws FlakeException {
        Digest digest = Digest.of(algorithm);
        byte[] buffer = new byte[BUFFER];
        try (InputStream file = Files.newInputStream(directory().resolve(text))) {
            for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
                digest.write(buffer, 0, n);
            }
        } catch (NoSuchFileException e) {
            throw new FlakeException("opening file \"" + text + "\": No such file or directory", e);
        } catch (FileSystemException e) {
            throw new FlakeException("opening file \"" + text + "\": " + e.getReason(), e);
        } catch (IOException e) {
            throw new FlakeException("read of " + BUFFER + " bytes: " + e.getMessage(), e);
        }
        return digest.finish();
    }

    private Path directory() {
        return session.environment().currentDirectory();
    }
}
