package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.config.TlsConfig;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import io.helidon.common.configurable.Resource;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one service with its HTTP port: {@code /health}, {@code /metrics}, and the service's own routes on virtual threads.
 * The port opens first, so that one in use is known before anything else starts, and so that health can be asked while
 * the service starts. {@link #start} and {@link #close} belong to one thread.
 */
public final class ServiceHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);

    /** How long answers under way may take once the service is closed. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Service service;
    private final Gate gate;
    private final WebServer server;

    private ServiceHost(Service service, Gate gate, WebServer server) {
        this.service = service;
        this.gate = gate;
        this.server = server;
    }

    /**
     * Opens the port, starts the service, and returns when it serves.
     *
     * @param metrics what {@code /metrics} shows; stays the caller's to close
     * @throws ServiceStartException when it cannot start; everything is closed then
     */
    public static ServiceHost start(Service service, ServerConfig config, ServiceMetrics metrics) {
        Gate gate = new Gate();
        ServiceHost host = new ServiceHost(service, gate, listen(service, gate, config, metrics));
        boolean serving = false;
        try {
            service.start();
            serving = true;
        } finally {
            if (!serving) {
                host.close();
            }
        }
        gate.open();
        LOG.info("{} {} serves on port {}", service.name(), BuildVersion.current(), host.port());
        return host;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Closes the service gracefully, then the port. */
    @Override
    public void close() {
        gate.close();
        try {
            service.close();
        } finally {
            server.stop();
        }
    }

    private static WebServer listen(Service service, Gate gate, ServerConfig config, ServiceMetrics metrics) {
        HttpRouting.Builder routing = HttpRouting.builder();
        BodyLimit limit = new BodyLimit(config.requestMax());
        routing.addFilter(limit).addFilter(gate);
        new HealthRoutes(service, gate, metrics).addTo(routing);
        service.routes(routing);
        WebServerConfig.Builder builder = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxPayloadSize(limit.cutOffBytes())
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(config.headersMax().toIntBytes())
                        .build())
                .directHandlers(ErrorAnswers.handlers())
                .routing(routing);
        TlsConfig tls = config.tls();
        if (tls != null) {
            builder.tls(tls(tls));
        }
        refusePortInUse(config);
        WebServer server = builder.build().start();
        if (!server.isRunning()) {
            throw new ServiceStartException(
                    Kind.EXTERNAL, "cannot listen on " + config.host() + ":" + config.port() + "; the log says why");
        }
        return server;
    }

    /** The web server only logs it when it cannot bind; so the port is tried before. */
    private static void refusePortInUse(ServerConfig config) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(config.host(), config.port()));
        } catch (IOException e) {
            throw new ServiceStartException(
                    Kind.CONFIG,
                    "cannot listen on " + config.host() + ":" + config.port() + " (" + e.getMessage()
                            + "): another process may have the port; choose another by server.port",
                    e);
        }
    }

    private static Tls tls(TlsConfig config) {
        readable(config.certificate());
        readable(config.privateKey());
        return Tls.builder()
                .privateKey(keys -> keys.pem(pem -> pem.key(Resource.create(config.privateKey()))))
                .privateKeyCertChain(keys -> keys.pem(pem -> pem.certChain(Resource.create(config.certificate()))))
                .build();
    }

    private static void readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new ServiceStartException(
                    Kind.CONFIG, "cannot read " + file + ", which server.tls names: check path and permissions");
        }
    }
}
