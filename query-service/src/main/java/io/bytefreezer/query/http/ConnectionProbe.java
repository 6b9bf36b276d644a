package io.bytefreezer.query.http;

import io.helidon.common.GenericType;
import io.helidon.common.media.type.MediaType;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.spi.Sink;
import io.helidon.webserver.http.spi.SinkProvider;
import io.helidon.webserver.http.spi.SinkProviderContext;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Gets at the connection of a request, which Helidon shows to sink providers alone. It never gives a sink: a sink would
 * take the response over. Found by Helidon through {@code META-INF/services}; stateless.
 */
public final class ConnectionProbe implements SinkProvider<Void> {

    private static final GenericType<ProbeSink> TYPE = new GenericType<>() {};

    private interface ProbeSink extends Sink<Void> {
        @Override
        void close();
    }

    /** Carries the connection out. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ConnectionContext connection;

        Found(ConnectionContext connection) {
            super(null, null, false, false);
            this.connection = connection;
        }
    }

    /** The connection of a response, where it has one that can be watched: plain HTTP/1.1. */
    static Optional<ConnectionContext> connectionOf(ServerResponse response) {
        try {
            response.sink(TYPE);
            return Optional.empty();
        } catch (Found found) {
            return Optional.of(found.connection).filter(connection -> !connection.isSecure());
        }
    }

    @Override
    public boolean supports(GenericType<? extends Sink<?>> type, ServerRequest request) {
        return type.equals(TYPE) && request.prologue().rawProtocol().equals("HTTP/1.1");
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Helidon's signature
    public <X extends Sink<Void>> X create(SinkProviderContext context) {
        throw new Found(context.connectionContext());
    }

    @Override
    @SuppressWarnings({"removal", "TypeParameterUnusedInFormals"}) // Helidon's interface still has it as abstract
    public <X extends Sink<Void>> X create(
            ServerResponse response, BiConsumer<Object, MediaType> eventConsumer, Runnable closeRunnable) {
        throw new UnsupportedOperationException("a probe gives no sink");
    }
}
