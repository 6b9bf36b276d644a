package io.bytefreezer.proxy.http;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;

/**
 * A body as it is sent: counts its bytes, tells whether more follow, and turns a connection that breaks into the
 * {@link IOException} that every reader of streams expects. Closing it leaves the body to the web server, whose it is.
 */
final class WireStream extends FilterInputStream {

    private long count;

    WireStream(InputStream body) {
        super(new PushbackInputStream(body, 1));
    }

    /** The bytes read so far. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        } catch (InsufficientDataAvailableException | UncheckedIOException e) {
            throw new IOException("the connection ended before the body did", e);
        }
    }

    /**
     * At least 1 unless the body has ended. {@link java.util.zip.GZIPInputStream} takes 0 for the end of the stream, and
     * would leave out what follows the first member of a body that arrives in pieces.
     */
    @Override
    public int available() throws IOException {
        int known = in.available();
        if (known > 0) {
            return known;
        }
        byte[] next = new byte[1];
        if (read(next, 0, 1) < 0) {
            return 0;
        }
        count--;
        ((PushbackInputStream) in).unread(next);
        return 1;
    }

    @Override
    public void close() {
        // The web server reads what is left of the body.
    }
}
