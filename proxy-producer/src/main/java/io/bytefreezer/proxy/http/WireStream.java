package io.bytefreezer.proxy.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** A body as it is sent: counts its bytes, and tells whether more follow. */
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
        int next = in.read();
        count += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = in.read(bytes, offset, length);
        count += Math.max(0, read);
        return read;
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
        int next = in.read();
        if (next < 0) {
            return 0;
        }
        ((PushbackInputStream) in).unread(next);
        return 1;
    }
}
