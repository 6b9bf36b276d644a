package io.bytefreezer.launcher.receiver;

import io.bytefreezer.runtime.health.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.connector.policy.AllConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.Herder;
import org.apache.kafka.connect.runtime.Worker;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorInfo;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneHerder;
import org.apache.kafka.connect.storage.FileOffsetBackingStore;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.ConnectorTaskId;
import org.apache.kafka.connect.util.FutureCallback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Connect worker in this process with one connector. It is a standalone one: a sink's tasks of several workers share
 * the partitions by their consumer group alone, so there is nothing that workers would have to agree on, no topics of
 * their own and no REST interface. A task that failed is started again. Safe for use by many threads.
 */
final class ConnectWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectWorker.class);
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(5);

    /** How often landed offsets are told to the consumer group, and a sink is called without records. */
    private static final Duration OFFSET_FLUSH = Duration.ofSeconds(10);

    private static final String CAUSED_BY = "Caused by: ";

    private static final ConnectorClientConfigOverridePolicy POLICY = new AllConnectorClientConfigOverridePolicy();

    private final String connector;
    private final StandaloneHerder herder;
    private final SinkMetrics metrics;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("connect-watch").factory());

    private ConnectWorker(String connector, StandaloneHerder herder, SinkMetrics metrics) {
        this.connector = connector;
        this.herder = herder;
        this.metrics = metrics;
    }

    /**
     * Starts a worker and its connector.
     *
     * @param kafka properties of the Kafka clients
     * @param connector the connector's properties, with its {@code name}
     * @param offsetFile a file that Connect wants for sources; sinks do not use it
     * @throws ConnectWorkerException when the worker does not start or refuses the connector
     */
    static ConnectWorker start(Map<String, Object> kafka, Map<String, String> connector, Path offsetFile) {
        String name = connector.getOrDefault("name", "");
        @Nullable StandaloneHerder herder = null;
        SinkMetrics metrics;
        try {
            Map<String, String> properties = workerProperties(kafka, offsetFile);
            Plugins plugins = new Plugins(properties);
            StandaloneConfig config = new StandaloneConfig(properties);
            Worker worker = worker(name, plugins, config);
            metrics = new SinkMetrics(() -> worker.metrics().metrics().metrics());
            herder = new StandaloneHerder(worker, config.kafkaClusterId(), POLICY);
            herder.start();
            FutureCallback<Herder.Created<ConnectorInfo>> created = new FutureCallback<>();
            herder.putConnectorConfig(name, connector, true, created);
            created.get(START_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            herder.ready();
        } catch (ExecutionException e) {
            stopQuietly(herder);
            throw new ConnectWorkerException("the receiver's connector", e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException | RuntimeException e) {
            stopQuietly(herder);
            throw new ConnectWorkerException("the receiver's Connect worker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopQuietly(herder);
            throw new ConnectWorkerException("the receiver's Connect worker", e);
        }
        ConnectWorker worker = new ConnectWorker(name, herder, metrics);
        var unused = worker.watch.scheduleWithFixedDelay(
                worker::restartFailed, WATCH_EVERY.toMillis(), WATCH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return worker;
    }

    /** Degraded while a task is not running, or what it needs is away; the reason is what it names as the first cause. */
    Health health() {
        Stream<String> waiting =
                metrics.problems().stream().map(problem -> "no raw objects are written at the moment: " + problem);
        Stream<String> failed = herder.connectorStatus(connector).tasks().stream()
                .filter(ConnectWorker::hasFailed)
                .map(task -> "task " + task.id() + " of the sink failed and is started again: " + reason(task.trace()));
        List<Health> reasons =
                Stream.concat(failed, waiting).map(Health::degraded).toList();
        return Health.worst(reasons);
    }

    @Override
    public void close() {
        watch.shutdownNow();
        herder.stop();
    }

    /** What the sink counts. */
    SinkMetrics metrics() {
        return metrics;
    }

    private static Worker worker(String workerId, Plugins plugins, StandaloneConfig config) {
        OffsetBackingStore offsets = new FileOffsetBackingStore(
                plugins.newInternalConverter(true, JsonConverter.class.getName(), Map.of("schemas.enable", "false")));
        offsets.configure(config);
        return new Worker(workerId, Time.SYSTEM, plugins, config, offsets, POLICY);
    }

    private static Map<String, String> workerProperties(Map<String, Object> kafka, Path offsetFile) {
        Map<String, String> properties = new HashMap<>();
        // The worker's own clients take them as they are, those of sinks with a prefix.
        kafka.forEach((key, value) -> {
            properties.put(key, String.valueOf(value));
            properties.put("consumer." + key, String.valueOf(value));
        });
        properties.put("key.converter", ByteArrayConverter.class.getName());
        properties.put("value.converter", ByteArrayConverter.class.getName());
        properties.put("offset.storage.file.filename", offsetFile.toString());
        properties.put("offset.flush.interval.ms", Long.toString(OFFSET_FLUSH.toMillis()));
        // The plugin is on the class path and says so in META-INF/services: nothing has to be searched for.
        properties.put("plugin.discovery", "service_load");
        properties.put("metric.reporters", "");
        return properties;
    }

    private void restartFailed() {
        try {
            for (ConnectorStateInfo.TaskState task :
                    herder.connectorStatus(connector).tasks()) {
                if (hasFailed(task)) {
                    LOG.warn(
                            "task {} of {} failed and is started again: {}",
                            task.id(),
                            connector,
                            reason(task.trace()));
                    herder.restartTask(new ConnectorTaskId(connector, task.id()), (error, done) -> {
                        if (error != null) {
                            LOG.warn("task {} of {} does not start: {}", task.id(), connector, error.getMessage());
                        }
                    });
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("the state of {} cannot be read", connector, e);
        }
    }

    private static boolean hasFailed(ConnectorStateInfo.TaskState task) {
        return task.state().equals("FAILED");
    }

    /** Connect wraps every error of a task in one that only says so: the error itself is the first cause named. */
    static String reason(@Nullable String trace) {
        if (trace == null) {
            return "";
        }
        return trace.lines()
                .filter(line -> line.startsWith(CAUSED_BY))
                .map(line -> line.substring(CAUSED_BY.length()))
                .findFirst()
                .or(() -> trace.lines().findFirst())
                .orElse("");
    }

    private static void stopQuietly(@Nullable StandaloneHerder herder) {
        if (herder != null) {
            herder.stop();
        }
    }
}
