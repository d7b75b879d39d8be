package dev.flakelock.narhash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** FIFOs, sockets and devices for tests. */
final class SpecialFiles {
    private SpecialFiles() {}

    static void create(String type, Path path) throws IOException {
        switch (type) {
            case "socket" -> {
                try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    socket.bind(UnixDomainSocketAddress.of(path));
                }
            }
            case "fifo" -> run("mkfifo", path.toString());
            case "char" -> run("mknod", path.toString(), "c", "1", "3");
            default -> throw new IllegalArgumentException(type);
        }
    }

    /** A symlink as {@code ln} makes it: Java would tidy the target up. */
    static void link(String target, Path path) throws IOException {
        StringBuilder octal = new StringBuilder();
        for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
            octal.append(String.format("\\%03o", b & 0xff));
        }
        run("sh", "-c", "ln -s \"$(printf '" + octal + "')\" \"$0\"", path.toString());
    }

    private static void run(String... command) throws IOException {
        try {
            int status = new ProcessBuilder(command).start().waitFor();
            if (status != 0) {
                throw new UncheckedIOException(new IOException(command[0] + " ended with " + status));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
