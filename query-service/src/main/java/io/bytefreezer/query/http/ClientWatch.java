package io.bytefreezer.query.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a client hung up while its query runs, by reading ahead on its connection. Reading ahead cannot be taken
 * back, so a watched connection is closed after its answer: watch only queries that take their time. Stateless; each watch
 * has a virtual thread that ends with the connection.
 */
final class ClientWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);

    private ClientWatch() {}

    /**
     * Watches from now on. Nothing of the response may have been sent.
     *
     * @param response the response the client waits for
     * @param onGone called once if the client goes away first
     */
    static void start(ServerResponse response, Runnable onGone) {
        Optional<ConnectionContext> connection = ConnectionProbe.connectionOf(response);
        if (connection.isPresent()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
            DataReader reader = connection.get().dataReader();
            Thread.ofVirtual().name("client-watch").start(() -> watch(reader, onGone));
        }
    }

    private static void watch(DataReader reader, Runnable onGone) {
        try {
            reader.ensureAvailable();
        } catch (DataReader.InsufficientDataAvailableException | UncheckedIOException gone) {
            LOG.debug("The connection ended, by the client or after its answer", gone);
            onGone.run();
        }
    }
}
