package io.bytefreezer.proxy.listen;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.bytefreezer.proxy.input.InputConfig;
import io.bytefreezer.proxy.input.InputPlan;
import io.bytefreezer.proxy.input.SyslogInput;
import io.bytefreezer.proxy.input.WantedInputs;
import io.bytefreezer.proxy.input.WebhookInput;
import io.bytefreezer.proxy.sink.InFlightBytes;
import io.bytefreezer.proxy.sink.Intake;
import io.bytefreezer.runtime.control.Registration;
import io.bytefreezer.runtime.control.SnapshotSource;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.name.DatasetRef;
import io.bytefreezer.schemas.snapshot.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps those inputs running that the configuration and the snapshot want. One thread opens and closes; an input that
 * cannot be opened is tried again, and does not touch the others. Its methods are safe for use by many threads.
 */
public final class Inputs implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inputs.class);

    private static final Duration RETRY_AFTER_MIN = Duration.ofSeconds(1);
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(15);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final List<InputConfig> yaml;
    private final Intake intake;
    private final InFlightBytes held;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("inputs").daemon().factory());
    private final Map<InputConfig, RunningInput> running = new ConcurrentHashMap<>();
    private final Registration registration;
    private volatile Map<DatasetRef, WebhookInput> webhooks = Map.of();
    private volatile List<String> problems = List.of();

    /** What is to run; only the inputs' thread touches it, and the next. */
    private WantedInputs wanted = WantedInputs.NONE;

    private Duration retryAfter = RETRY_AFTER_MIN;

    /**
     * Starts with the snapshot there is, and follows it.
     *
     * @param yaml inputs that the configuration file adds to those of the datasets
     * @param snapshots which datasets there are, and their inputs
     * @param intake takes all events
     * @param held the memory for lines that wait to be put together, of all inputs
     */
    public Inputs(List<InputConfig> yaml, SnapshotSource snapshots, Intake intake, InFlightBytes held) {
        this.yaml = List.copyOf(yaml);
        this.intake = intake;
        this.held = held;
        intake.metrics().gauge("connections_open", this::connections);
        intake.metrics().gauge("inputs_open", running::size);
        intake.metrics().gauge("held_bytes", held::used);
        this.registration = snapshots.onChange(snapshot -> executor.execute(() -> take(snapshot)));
    }

    /** How webhooks of a dataset are configured, where they are. */
    public Optional<WebhookInput> webhook(DatasetRef dataset) {
        return Optional.ofNullable(webhooks.get(dataset));
    }

    /** Degraded when an input that should run does not. */
    public Health health() {
        List<String> now = problems;
        return now.isEmpty() ? Health.up() : Health.degraded(now.toArray(String[]::new));
    }

    /** Stops all inputs; what they have read is handed on. */
    @Override
    public void close() {
        registration.close();
        executor.execute(() -> take(WantedInputs.NONE));
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_TIMEOUT.toMillis(), MILLISECONDS)) {
                LOG.warn("inputs took too long to stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int connections() {
        return running.values().stream().mapToInt(RunningInput::connections).sum();
    }

    private void take(Snapshot snapshot) {
        take(WantedInputs.of(yaml, snapshot));
    }

    private void take(WantedInputs next) {
        wanted = next;
        retryAfter = RETRY_AFTER_MIN;
        webhooks = next.inputs().stream()
                .filter(WebhookInput.class::isInstance)
                .map(WebhookInput.class::cast)
                .collect(Collectors.toMap(WebhookInput::target, Function.identity(), (first, second) -> first));
        apply();
    }

    private void apply() {
        InputPlan plan = InputPlan.of(running.keySet(), wanted.inputs());
        closeAll(plan.close());
        List<String> failures =
                plan.open().stream().map(this::open).flatMap(Optional::stream).toList();
        List<String> now =
                Stream.concat(wanted.problems().stream(), failures.stream()).toList();
        if (!now.equals(problems)) {
            now.forEach(LOG::warn);
            problems = now;
        }
        if (!failures.isEmpty() && !executor.isShutdown()) {
            var unused = executor.schedule(this::apply, retryAfter.toMillis(), MILLISECONDS);
            retryAfter = min(retryAfter.multipliedBy(2), RETRY_AFTER_MAX);
        }
    }

    /** Opens the input, or says why it could not be. */
    private Optional<String> open(InputConfig input) {
        try {
            running.put(
                    input,
                    switch (input) {
                        case SyslogInput syslog -> SyslogListener.open(syslog, intake, held);
                        case WebhookInput webhook -> RunningInput.PASSIVE;
                    });
            LOG.info("{} is open: {}", input.label(), input);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(input.label() + " cannot listen (" + e.getMessage() + "), it tries again: " + input);
        }
    }

    /** All at once: each may take a moment for what has arrived. */
    private void closeAll(List<InputConfig> inputs) {
        List<Thread> closing = new ArrayList<>();
        for (InputConfig input : inputs) {
            RunningInput stopped = running.remove(input);
            if (stopped != null) {
                closing.add(Thread.ofVirtual().start(stopped::close));
                LOG.info("{} is closed", input.label());
            }
        }
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
