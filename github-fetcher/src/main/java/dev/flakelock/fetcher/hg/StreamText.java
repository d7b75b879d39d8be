package dev.flakelock.fetcher.hg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Reads a stream on a thread of its own, so that a program never waits for somebody to read what it says. */
final class StreamText {

    private static final int MOST = 64 * 1024;

    private final FutureTask<String> task;

    private StreamText(InputStream in) {
        this.task = new FutureTask<>(() -> read(in));
    }

    static StreamText reading(InputStream in) {
        StreamText text = new StreamText(in);
        Thread thread = new Thread(text.task, "flakelock-hg-errors");
        thread.setDaemon(true);
        thread.start();
        return text;
    }

    /** The text, when the stream has ended. */
    String await() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            return "";
        }
    }

    private static String read(InputStream in) throws IOException {
        byte[] start = in.readNBytes(MOST);
        in.transferTo(OutputStream.nullOutputStream());
        return new String(start, StandardCharsets.UTF_8);
    }
}
