package dev.flakelock.core.lock;

/** Where an input of a node leads. */
public sealed interface Edge {

    /**
     * To a node of its own.
     *
     * @param key the key of the node in the lock file
     */
    record ToNode(String key) implements Edge {}

    /**
     * To wherever another input leads.
     *
     * @param target the path of the other input from the root of the lock file; the root itself if empty
     */
    record Follows(InputAttrPath target) implements Edge {}
}
