package dev.flakelock.core.registry;

import java.nio.file.Path;

/**
 * Where registries are. None of the files need exist.
 *
 * @param userFile the user's registry, {@code registry.json} in the user's configuration of Nix
 * @param systemFile the machine's registry, {@code registry.json} next to {@code nix.conf}
 * @param global the setting {@code flake-registry}: an absolute path, a URL, or empty for none
 */
public record RegistryLocations(Path userFile, Path systemFile, String global) {}
