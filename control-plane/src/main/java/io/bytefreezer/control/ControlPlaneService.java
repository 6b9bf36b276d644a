package io.bytefreezer.control;

import io.bytefreezer.control.key.KeyMint;
import io.bytefreezer.control.rest.Backend;
import io.bytefreezer.control.rest.ControlApi;
import io.bytefreezer.control.store.Database;
import io.bytefreezer.control.store.History;
import io.bytefreezer.control.store.KeyRing;
import io.bytefreezer.control.store.Store;
import io.bytefreezer.control.watch.RevisionWatch;
import io.bytefreezer.runtime.file.PrivateFile;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.Service;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.bytefreezer.runtime.service.ServiceStartException.Kind;
import io.helidon.webserver.http.HttpRouting;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * The control plane: configuration in a database, changed over REST, told to services as snapshots. It never sees an event.
 * Several of them may share one PostgreSQL.
 */
public final class ControlPlaneService implements Service {

    private final ControlPlaneConfig config;
    private final Database database;
    private final RevisionWatch watch;
    private final FirstKey firstKey;
    private final ControlApi api;

    private ControlPlaneService(ControlPlaneConfig config, Backend backend, Database database, ControlApi api) {
        this.config = config;
        this.database = database;
        this.watch = backend.watch();
        this.api = api;
        ControlPlaneConfig.Bootstrap bootstrap = config.bootstrapOrDefault();
        Path file = bootstrap.serviceKeyFile() != null
                ? bootstrap.serviceKeyFile()
                : config.dataDirOrDefault().resolve("service-key");
        this.firstKey = new FirstKey(bootstrap, file, backend.store(), backend.keys(), backend.mint());
    }

    /**
     * A control plane that is not started.
     *
     * @param random makes keys: a {@code SecureRandom} outside tests
     */
    public static ControlPlaneService create(
            ControlPlaneConfig config, ServiceMetrics metrics, Clock clock, RandomGenerator random) {
        Database database = new Database(config.databaseOrDefault());
        Store store = new Store(database, clock);
        RevisionWatch watch = new RevisionWatch(store::revision);
        Gauge.builder("bytefreezer.control.waiters", watch, RevisionWatch::waiters)
                .description("Services that wait for a change of their snapshot")
                .register(metrics.registry());
        Backend backend =
                new Backend(store, new KeyRing(database, clock), new History(database), watch, new KeyMint(random));
        return new ControlPlaneService(config, backend, database, new ControlApi(backend, metrics));
    }

    @Override
    public String name() {
        return "control";
    }

    @Override
    public void routes(HttpRouting.Builder routing) {
        api.mount(routing);
    }

    @Override
    public void start() {
        Path directory = config.dataDirOrDefault();
        try {
            PrivateFile.createDirectories(directory);
        } catch (IOException e) {
            throw new ServiceStartException(
                    Kind.CONFIG, "the directory " + directory + " cannot be made (" + e + "): set data_dir", e);
        }
        database.open();
        firstKey.ensure();
        watch.start();
    }

    @Override
    public Health health() {
        return watch.problem().map(Health::down).orElseGet(Health::up);
    }

    @Override
    public void close() {
        watch.close();
        database.close();
    }
}
