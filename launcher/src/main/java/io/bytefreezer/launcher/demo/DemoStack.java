package io.bytefreezer.launcher.demo;

import io.bytefreezer.embedded.kafka.EmbeddedKafka;
import io.bytefreezer.embedded.s3.EmbeddedS3;
import io.bytefreezer.embedded.s3.EmbeddedS3Settings;
import io.bytefreezer.launcher.service.Launchable;
import io.bytefreezer.launcher.service.Launchables;
import io.bytefreezer.runtime.service.ServiceStartException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running demo. It is started once by one thread and closed once by one thread; what was started last stops first, so
 * that nothing writes to what is already gone.
 */
final class DemoStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStack.class);

    private static final Duration INPUT_WITHIN = Duration.ofSeconds(30);
    private static final Duration INPUT_PAUSE = Duration.ofMillis(50);

    private final DemoConfig config;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Map<String, Launchable.Running> services = new LinkedHashMap<>();

    private DemoStack(DemoConfig config) {
        this.config = config;
    }

    private record Part(String name, AutoCloseable running) {}

    /**
     * Starts everything; returns when everything serves.
     *
     * @throws RuntimeException as the part that could not start threw it, after the others were stopped
     */
    static DemoStack start(DemoConfig config) {
        DemoStack stack = new DemoStack(config);
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException | Error e) {
            stack.close();
            throw e;
        }
    }

    /** The service key of the demo's account, in clear. */
    String serviceKey() {
        try {
            return Files.readString(config.serviceKeyFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the service key at " + config.serviceKeyFile(), e);
        }
    }

    /** The meters of a service. */
    MeterRegistry registry(String service) {
        Launchable.Running running = services.get(service);
        if (running == null) {
            throw new IllegalArgumentException("the demo has no service '" + service + "'");
        }
        return running.metrics().registry();
    }

    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.running().close();
                LOG.info("{} stopped", part.name());
            } catch (Exception e) {
                LOG.warn("{} did not stop cleanly", part.name(), e);
            }
        }
    }

    private void startAll() {
        config.write();
        DemoPorts ports = config.ports();
        together(List.of(
                () -> add("Kafka", EmbeddedKafka.start(config.dataDir().resolve("kafka"), ports.kafka())),
                () -> add("S3", EmbeddedS3.start(s3(ports))),
                () -> serve(Launchables.CONTROL, Map.of())));
        Map<String, String> environment = config.environment(serviceKey());
        new DemoDatasets(ports, serviceKey()).ensure(ports);
        together(List.of(
                () -> serve(Launchables.PACKER, environment),
                () -> serve(Launchables.PIPER, environment),
                () -> serve(Launchables.RECEIVER, environment),
                () -> serve(Launchables.QUERY, environment),
                () -> serve(Launchables.PROXY, environment)));
        awaitSyslog();
    }

    /** The proxy opens its inputs when it has heard of them; until then what is sent by UDP is lost without a word. */
    private void awaitSyslog() {
        Instant deadline = Instant.now().plus(INPUT_WITHIN);
        while (!hasOpenInput()) {
            if (Instant.now().isAfter(deadline)) {
                throw new ServiceStartException(
                        ServiceStartException.Kind.EXTERNAL,
                        "the syslog input on port " + config.ports().syslog() + " does not open, see "
                                + config.dataDir().resolve("demo.log"));
            }
            LockSupport.parkNanos(INPUT_PAUSE.toNanos());
        }
    }

    private boolean hasOpenInput() {
        Gauge open = registry("proxy").find("bytefreezer.proxy.inputs_open").gauge();
        return open != null && open.value() >= 1;
    }

    private EmbeddedS3Settings s3(DemoPorts ports) {
        return new EmbeddedS3Settings(
                config.dataDir().resolve("s3"),
                ports.s3(),
                DemoConfig.BUCKET,
                DemoConfig.ACCESS_KEY,
                DemoConfig.SECRET_KEY);
    }

    private void serve(Launchable<?> service, Map<String, String> environment) {
        Launchable.Running running = service.start(config.file(service.name()), environment);
        synchronized (this) {
            services.put(service.name(), running);
        }
        add(service.name(), running);
    }

    private synchronized void add(String name, AutoCloseable running) {
        parts.push(new Part(name, running));
    }

    /** Runs the steps at the same time; throws what the first failing one threw once all have ended. */
    private static void together(List<Runnable> steps) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running =
                    steps.stream().map(threads::submit).toList();
            for (Future<?> step : running) {
                await(step);
            }
        }
    }

    private static void await(Future<?> step) {
        try {
            step.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
