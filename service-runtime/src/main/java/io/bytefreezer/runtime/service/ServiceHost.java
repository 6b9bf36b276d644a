package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.config.ServerConfig;

/** STUB */
public final class ServiceHost implements AutoCloseable {
    private ServiceHost() {}

    /** STUB */
    public static ServiceHost start(Service service, ServerConfig server, ServiceMetrics metrics) {
        if (!service.name().isEmpty()) throw new UnsupportedOperationException("comes in minutes"); return new ServiceHost();
    }

    /** STUB */
    public int port() {
        return 0;
    }

    @Override
    public void close() {}
}
