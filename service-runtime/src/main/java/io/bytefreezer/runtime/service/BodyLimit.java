package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.config.DataSize;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Refuses bodies over the limit so that their senders learn why. A server that answers and closes while a body still arrives
 * resets the connection, and the sender may lose the answer with it: so a refused body is read, thrown away, and then
 * answered, up to {@link #DRAIN_FACTOR} times the limit. What is larger still is the web server's to cut off. Safe for use by
 * many threads.
 */
final class BodyLimit implements Filter {

    /** How much of a refused body is read, in limits. */
    private static final int DRAIN_FACTOR = 2;

    private final DataSize max;

    BodyLimit(DataSize max) {
        this.max = max;
    }

    /** The body length in bytes at which the web server ends the connection. */
    long cutOffBytes() {
        return Math.multiplyExact(max.bytes(), DRAIN_FACTOR);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.headers().contentLength().orElse(0) > max.bytes()) {
            throw tooLarge();
        }
        if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            request.streamFilter(Limited::new);
        }
        chain.proceed();
    }

    private HttpException tooLarge() {
        return new HttpException(
                "the body has more than " + max + " (server.request_max); send it in several requests",
                Status.REQUEST_ENTITY_TOO_LARGE_413,
                true);
    }

    /** A body whose length is not known before it ends. Belongs to one thread. */
    private final class Limited extends FilterInputStream {

        private long left = max.bytes();

        Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int read = in.read();
            if (read >= 0) {
                count(1);
            }
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = in.skip(bytes);
            count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private void count(long read) throws IOException {
            left -= read;
            if (left < 0) {
                in.transferTo(OutputStream.nullOutputStream());
                throw tooLarge();
            }
        }
    }
}
