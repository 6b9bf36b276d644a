package io.bytefreezer.launcher.service;

import io.bytefreezer.runtime.config.ConfigLoader;
import io.bytefreezer.runtime.config.ServerConfig;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceHost;
import io.bytefreezer.runtime.service.ServiceMetrics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of service is made. Immutable.
 *
 * @param name the sub-command's and the service's name
 * @param summary one line for {@code --help}
 * @param configType the record its configuration file binds to
 * @param server where the service listens
 * @param maker makes the service from its configuration
 * @param <C> the configuration
 */
public record Launchable<C extends Record>(
        String name, String summary, Class<C> configType, Function<C, ServerConfig> server, Maker<C> maker) {

    /** Makes a service, not started yet. */
    @FunctionalInterface
    public interface Maker<C> {

        /** The service for this configuration. */
        Service make(C config, ServiceMetrics metrics, Clock clock);
    }

    /**
     * Reads the configuration and starts the service with its HTTP server.
     *
     * @param file the configuration file, or null to take everything from the environment
     * @throws io.bytefreezer.runtime.config.ConfigException when the configuration is wrong
     * @throws io.bytefreezer.runtime.service.ServiceStartException when the service cannot start
     */
    public Running start(@Nullable Path file, Map<String, String> environment) {
        C config = ConfigLoader.load(configType, file, environment);
        ServiceMetrics metrics = new ServiceMetrics(name);
        Service service = maker.make(config, metrics, Clock.systemUTC());
        return new Running(ServiceHost.start(service, server.apply(config), metrics), metrics);
    }

    /**
     * A started service.
     *
     * @param host the service and its HTTP server
     * @param metrics what it counts
     */
    public record Running(ServiceHost host, ServiceMetrics metrics) implements AutoCloseable {

        @Override
        public void close() {
            host.close();
            metrics.close();
        }
    }
}
