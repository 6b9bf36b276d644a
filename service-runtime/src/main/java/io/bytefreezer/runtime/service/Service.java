package io.bytefreezer.runtime.service;

import io.bytefreezer.runtime.health.Health;
import io.helidon.webserver.http.HttpRouting;

/**
 * One service of the pipeline. Its life, in this order:
 *
 * <ol>
 *   <li>Construction takes the configuration and opens nothing: no socket, no thread, no file.
 *   <li>{@link #routes} is called once, with the routing of the service's HTTP port.
 *   <li>{@link #start} is called once, and returns when the service serves. Until then its routes answer 503.
 *   <li>It serves: {@link #health} and the routes' handlers are called by many threads at once.
 *   <li>{@link #close} may be called by any thread, more than once, also when {@code start} failed or never happened.
 *       From then on its routes answer 503.
 * </ol>
 *
 * <p>{@code routes}, {@code start} and the first {@code close} come one after another and never overlap.
 */
public interface Service extends AutoCloseable {

    /** Its name as in the command, e.g. {@code proxy}. */
    String name();

    /**
     * Starts and returns when the service serves.
     *
     * @throws ServiceStartException when it cannot; what was opened until then is closed by {@link #close}
     */
    void start();

    /** How well it is; answers at once, without asking anybody over the network. */
    Health health();

    /** Adds the service's own routes, none unless overridden; {@code /health} and {@code /metrics} are there already. */
    default void routes(HttpRouting.Builder routing) {}

    /** Stops gracefully, in 5 seconds at most: what is acknowledged is durable, what is not is left to a retry. */
    @Override
    void close();
}
