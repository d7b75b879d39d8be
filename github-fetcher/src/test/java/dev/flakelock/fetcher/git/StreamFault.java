package dev.flakelock.fetcher.git;

/**
 * What goes wrong with a conversation that is a stream, as over ssh and by git's own protocol: a script of the shell, in
 * which {@code serve} is the good server.
 */
enum StreamFault {
    /** The server is not there. */
    REFUSED("echo 'ssh: connect to host h.example port 22: Connection refused' >&2; exit 255"),
    /** It is another one than it used to be. */
    WRONG_HOST_KEY("echo 'Host key verification failed.' >&2; exit 255"),
    NOT_LET_IN("echo 'git@h.example: Permission denied (publickey).' >&2; exit 255"),
    NO_REPOSITORY("git upload-pack /nowhere"),
    HUNG_UP("exit 0"),
    CUT_IN_THE_GREETING("serve | { dd bs=1 count=20 2>/dev/null; kill $$; }"),
    CUT_IN_THE_PACK("serve | { dd bs=1 count=2000 2>/dev/null; kill $$; }"),
    A_WELCOME("echo 'Welcome to this server!'; serve"),
    DAMAGED("serve | { dd bs=1 count=2000 2>/dev/null; yes; kill $$; }"),
    ENDLESS_GREETING("yes 0008abc"),
    ENDLESS("yes 'Welcome to this server!'"),
    DRIP("serve | dd bs=1 2>/dev/null"),
    NOISE("echo 'Welcome to this server!' >&2; serve");

    private final String script;

    StreamFault(String script) {
        this.script = script;
    }

    String script() {
        return script;
    }

    boolean isHarmless() {
        return this == DRIP || this == NOISE;
    }

    /** Whether it is a matter of the {@code ssh} program alone. */
    boolean isOfSsh() {
        return this == WRONG_HOST_KEY || this == NOT_LET_IN || this == NOISE;
    }
}
