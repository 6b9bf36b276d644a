package io.bytefreezer.piper;

import io.bytefreezer.piper.size.RecordSizes;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the topics take from the brokers, on a thread of its own: again after a while, and at once when a refusal shows
 * that it has changed. Where the brokers do not say, refusals are all there is to learn from. Safe for use by many threads.
 */
final class TopicLimits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicLimits.class);
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final Supplier<Collection<String>> topics;
    private final RecordSizes sizes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("piper-limits").factory());
    private boolean complained;

    /**
     * Starts to follow the limits.
     *
     * @param admin asks the brokers; stays the caller's
     * @param topics names of the topics that are written to now
     * @param sizes is told
     */
    TopicLimits(Admin admin, Supplier<Collection<String>> topics, RecordSizes sizes) {
        this.admin = admin;
        this.topics = topics;
        this.sizes = sizes;
        var unused = thread.scheduleWithFixedDelay(this::read, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads them again soon; returns at once. */
    void doubt() {
        try {
            thread.execute(this::read);
        } catch (RejectedExecutionException e) {
            LOG.debug("a record was refused while the piper closes");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void read() {
        List<ConfigResource> wanted = topics.get().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            Map<String, Integer> limits = new HashMap<>();
            admin.describeConfigs(wanted)
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((topic, config) -> add(limits, topic.name(), config));
            sizes.learn(limits);
            complained = false;
        } catch (ExecutionException | TimeoutException e) {
            complain(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            complain(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void add(Map<String, Integer> limits, String topic, Config config) {
        ConfigEntry entry = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
        if (entry != null && entry.value() != null) {
            limits.put(topic, Integer.parseInt(entry.value()));
        }
    }

    private void complain(Throwable cause) {
        if (!complained) {
            LOG.warn(
                    "cannot read max.message.bytes of the topics (the right DescribeConfigs on them is needed): a record that"
                            + " is too large is found by the brokers' refusal, which costs its transaction: {}",
                    cause.toString());
            complained = true;
        }
    }
}
