package io.bytefreezer.system.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * A process whose time stands still. Waking it is the work of a shell that waits for this process to close its input: that
 * happens also when this process dies. Safe for use by many threads; closing twice is harmless.
 */
public final class Frozen implements AutoCloseable {

    private static final int SIGNALLED_WITHIN_SECONDS = 5;

    private final Process waker;

    private Frozen(Process waker) {
        this.waker = waker;
    }

    /** Freezes a process; returns when it stands. */
    static Frozen of(long pid) {
        String script = "kill -STOP " + pid + " && echo stopped; read -r end; kill -CONT " + pid;
        try {
            Process waker = new ProcessBuilder("sh", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            int first = waker.getInputStream().read();
            if (first != 's') {
                waker.destroy();
                throw new IllegalStateException("process " + pid + " cannot be stopped: is it running?");
            }
            return new Frozen(waker);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop process " + pid, e);
        }
    }

    /** Lets it go on. */
    @Override
    public void close() {
        try {
            waker.getOutputStream().close();
            waker.waitFor(SIGNALLED_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wake a stopped process", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
