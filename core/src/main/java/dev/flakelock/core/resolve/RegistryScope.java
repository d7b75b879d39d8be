package dev.flakelock.core.resolve;

/** Which registries an indirect reference is looked up in. */
public enum RegistryScope {
    /** All of them: for references on the command line. */
    ALL,
    /** Only those given on the command line and the global one: for inputs of flakes. */
    LIMITED
}
