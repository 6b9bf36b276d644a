package io.bytefreezer.runtime.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The metrics of one service. Its own are named {@code bytefreezer_<service>_<noun>}; those of the JVM and of the Kafka
 * clients keep the names Micrometer gives them. Safe for use by many threads.
 */
public final class ServiceMetrics implements AutoCloseable {

    private final String prefix;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<AutoCloseable> binders = new CopyOnWriteArrayList<>();

    /** Kafka clients gain and lose metrics while they run: one thread looks for all of them. */
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("metrics-refresher").factory());

    /** Metrics of the service with this name, with those of the JVM. */
    public ServiceMetrics(String service) {
        prefix = "bytefreezer." + service + ".";
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmGcMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics())
                .forEach(this::bind);
    }

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * The counter {@code bytefreezer_<service>_<noun>_total} with these labels: the same one whenever they are the same.
     * Labels must have few values.
     *
     * @param noun what is counted, e.g. {@code events}
     * @param labels keys and values in turn, e.g. {@code "outcome", "dropped", "reason", "buffer_full"}
     */
    public Counter counter(String noun, String... labels) {
        return registry.counter(prefix + noun, labels);
    }

    /** The timer {@code bytefreezer_<service>_<noun>_seconds} with these labels, given as to {@link #counter}. */
    public Timer timer(String noun, String... labels) {
        return registry.timer(prefix + noun, labels);
    }

    /** The gauges {@code bytefreezer_<service>_<noun>}, one for each row of labels that is registered with them. */
    public MultiGauge gauges(String noun) {
        return MultiGauge.builder(prefix + noun).register(registry);
    }

    /** Adds the metrics of a producer until these metrics are closed. */
    public void bind(Producer<?, ?> producer) {
        bind(new KafkaClientMetrics(producer, List.of(), refresher));
    }

    /** Adds the metrics of a consumer until these metrics are closed. */
    public void bind(Consumer<?, ?> consumer) {
        bind(new KafkaClientMetrics(consumer, List.of(), refresher));
    }

    /** Adds the metrics of an admin client until these metrics are closed. */
    public void bind(AdminClient admin) {
        bind(new KafkaClientMetrics(admin, List.of(), refresher));
    }

    /** Adds what the binder knows, e.g. a {@code KafkaStreamsMetrics}; closed with these metrics if it can be. */
    public void bind(MeterBinder binder) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            binders.add(closeable);
        }
    }

    /** All metrics in Prometheus' text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        binders.forEach(ServiceMetrics::closeQuietly);
        registry.close();
    }

    private static void closeQuietly(AutoCloseable binder) {
        try {
            binder.close();
        } catch (Exception e) {
            throw new IllegalStateException("a meter binder failed to close", e);
        }
    }
}
