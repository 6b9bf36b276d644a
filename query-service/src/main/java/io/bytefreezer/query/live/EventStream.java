package io.bytefreezer.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Server-sent events, as the HTML standard has them (section 9.2). For one thread.
 *
 * <p>Rows are events without a name, so that {@code onmessage} gets them; what is said about the stream has one.
 */
public final class EventStream implements AutoCloseable {

    /** The media type. */
    public static final String MEDIA_TYPE = "text/event-stream";

    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\n\n".getBytes(UTF_8);

    private final OutputStream out;

    /** Writes to this stream, and closes it. */
    public EventStream(OutputStream out) {
        this.out = out;
    }

    /** Writes each line as an event; JSON has no line ends within. */
    public void rows(byte[] ndjson) throws IOException {
        int from = 0;
        for (int i = 0; i < ndjson.length; i++) {
            if (ndjson[i] == '\n') {
                write(DATA, 0, DATA.length);
                write(ndjson, from, i - from);
                write(END, 0, END.length);
                from = i + 1;
            }
        }
    }

    /** Writes an event with a name. */
    public void event(String name, String json) throws IOException {
        text("event: " + name + "\ndata: " + json + "\n\n");
    }

    /** A line that clients pass over. */
    public void heartbeat() throws IOException {
        text(": still here\n\n");
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        write(bytes, 0, bytes.length);
    }

    private void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
