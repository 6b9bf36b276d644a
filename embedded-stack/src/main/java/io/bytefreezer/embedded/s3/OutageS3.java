package io.bytefreezer.embedded.s3;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An embedded store for tests of outages: it can go away, answer every request with 503 SlowDown, and come back with its
 * data at the same address. Belongs to one thread.
 */
public final class OutageS3 implements S3Fixture {

    private static final int SLOW_DOWN = 503;
    private static final byte[] SLOW_DOWN_BODY =
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);

    private final Path directory;
    private final URI endpoint;
    private final AtomicLong refusals = new AtomicLong();
    private EmbeddedS3 store;
    private @Nullable HttpServer refusing;

    private OutageS3(Path directory, EmbeddedS3 store) {
        this.directory = directory;
        this.store = store;
        this.endpoint = store.endpoint();
    }

    /** Starts a store that keeps its data in this directory. */
    public static OutageS3 start(Path directory) {
        return new OutageS3(directory, EmbeddedS3.start(directory, 0));
    }

    /** Nobody listens any more. */
    public void goAway() {
        stopRefusing();
        store.close();
    }

    /** Every request is refused as a store does that is asked too much. */
    public void slowDown() {
        goAway();
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.getPort()), 0);
            server.createContext("/", exchange -> {
                refusals.incrementAndGet();
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(SLOW_DOWN, SLOW_DOWN_BODY.length);
                exchange.getResponseBody().write(SLOW_DOWN_BODY);
                exchange.close();
            });
            server.start();
            refusing = server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + endpoint.getPort(), e);
        }
    }

    /** How many requests were refused so far. */
    public long refusals() {
        return refusals.get();
    }

    /** It works again, with all its data. */
    public void comeBack() {
        stopRefusing();
        store = EmbeddedS3.start(directory, endpoint.getPort());
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public String accessKey() {
        return store.accessKey();
    }

    @Override
    public String secretKey() {
        return store.secretKey();
    }

    @Override
    public String region() {
        return store.region();
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public void close() {
        goAway();
    }

    private void stopRefusing() {
        if (refusing != null) {
            refusing.stop(0);
            refusing = null;
        }
    }
}
