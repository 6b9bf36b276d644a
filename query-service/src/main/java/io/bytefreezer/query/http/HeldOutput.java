package io.bytefreezer.query.http;

import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the beginning of an answer back, so that a query that fails early still gets an error with its own status. Written
 * by one thread; asked by others.
 */
final class HeldOutput extends OutputStream {

    /** Longer answers are sent as they come. */
    static final int HELD_BYTES_MAX = 256 * 1024;

    private final Supplier<OutputStream> target;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private @Nullable OutputStream sending;

    /** The target is asked for when the answer outgrows what is held. */
    HeldOutput(Supplier<OutputStream> target) {
        this.target = target;
    }

    /** Whether a part of the answer was sent, and its status with it. */
    synchronized boolean isSending() {
        return sending != null;
    }

    /** Runs the action if nothing was sent so far; nothing is sent meanwhile. */
    synchronized void ifHeld(Runnable action) {
        if (sending == null) {
            action.run();
        }
    }

    /** What is held, for an answer that never outgrew it. */
    byte[] held() {
        return held.toByteArray();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        OutputStream out = sending;
        if (out == null && held.size() + length <= HELD_BYTES_MAX) {
            held.write(bytes, offset, length);
            return;
        }
        try {
            (out != null ? out : begin()).write(bytes, offset, length);
        } catch (CloseConnectionException | UncheckedIOException e) {
            throw new IOException("the client does not take the answer", e);
        }
    }

    /** Nothing: the answer goes out when it is complete or outgrows what is held. */
    @Override
    public void flush() {}

    /** Completes an answer that is being sent. */
    @Override
    public void close() throws IOException {
        OutputStream out = sending;
        if (out != null) {
            try {
                out.close();
            } catch (CloseConnectionException | UncheckedIOException e) {
                throw new IOException("the client does not take the end of the answer", e);
            }
        }
    }

    private synchronized OutputStream begin() throws IOException {
        OutputStream out = target.get();
        sending = out;
        held.writeTo(out);
        held.reset();
        return out;
    }
}
