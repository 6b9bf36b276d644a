package io.bytefreezer.piper;

import io.bytefreezer.piper.gate.Losses;
import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.schemas.name.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong lately. After each failure of a stream thread nothing is read for a while, longer each time and spread, so
 * that what is away is not asked without pause; health tells of it, and of records that retention took. Safe for use by many
 * threads.
 */
final class Setbacks implements Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);

    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);

    /** Shorter than a transaction may stay open. */
    private static final Duration PAUSE_MAX = Duration.ofSeconds(10);

    private static final int DOUBLINGS_MAX = 6;

    /** A failure is over when no other came for this long. */
    private static final Duration FAILURE_SHOWN_FOR = Duration.ofSeconds(30);

    private static final Duration LOSS_SHOWN_FOR = Duration.ofMinutes(10);

    private final Topics topics;
    private final PiperMetrics metrics;
    private final Clock clock;
    private final RandomGenerator random;

    private final Map<String, Instant> lossByDataset = new LinkedHashMap<>();
    private Optional<Failure> last = Optional.empty();

    private record Failure(Instant at, int inARow, Instant pauseUntil, String reason) {}

    Setbacks(Topics topics, PiperMetrics metrics, Clock clock, RandomGenerator random) {
        this.topics = topics;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
    }

    /** A stream thread failed. */
    synchronized void failed(Throwable error) {
        Instant now = clock.instant();
        int inARow = recent(now).map(Failure::inARow).orElse(0) + 1;
        Duration most = PAUSE_FIRST.multipliedBy(1L << Math.min(inARow - 1, DOUBLINGS_MAX));
        Duration bounded = most.compareTo(PAUSE_MAX) < 0 ? most : PAUSE_MAX;
        Duration pause = bounded.dividedBy(2).plusMillis(random.nextLong(bounded.toMillis() / 2 + 1));
        last = Optional.of(new Failure(now, inARow, now.plus(pause), reason(error)));
    }

    /** Whether nothing is to be read now. */
    synchronized boolean isPausing() {
        return last.isPresent() && clock.instant().isBefore(last.get().pauseUntil());
    }

    @Override
    public synchronized void expired(TopicPartition partition, long wanted, long beginning) {
        String dataset = topics.parse(partition.topic())
                .map(parsed -> parsed.dataset().toString())
                .orElse(partition.topic());
        if (wanted >= beginning) {
            LOG.error(
                    "{} does not reach to offset {} any more, from where it was to be read: it was deleted and created again,"
                            + " or lost its end; it is read from its beginning, offset {}",
                    partition,
                    wanted,
                    beginning);
            return;
        }
        LOG.error(
                "{}: records {} to {} were deleted by the topic's retention before they were processed; keep them longer"
                        + " (retention.ms, retention.bytes), or run more pipers. Where the receiver was faster, its raw"
                        + " objects hold them",
                partition,
                wanted,
                beginning - 1);
        metrics.expired(dataset, beginning - wanted);
        lossByDataset.put(dataset, clock.instant());
    }

    synchronized Health health() {
        Instant now = clock.instant();
        lossByDataset.values().removeIf(at -> now.isAfter(at.plus(LOSS_SHOWN_FOR)));
        Health losses = lossByDataset.isEmpty()
                ? Health.up()
                : Health.degraded("records of " + lossByDataset.keySet()
                        + " were deleted by retention before they were processed, see the log");
        Health failures = recent(now)
                .map(failure -> Health.degraded("a stream thread failed, " + failure.inARow()
                        + " times in a row, and is started again: " + failure.reason()))
                .orElseGet(Health::up);
        return Health.worst(failures, losses);
    }

    private Optional<Failure> recent(Instant now) {
        return last.filter(failure -> now.isBefore(failure.at().plus(FAILURE_SHOWN_FOR)));
    }

    /** Streams wraps every error in one that only says where it happened. */
    private static String reason(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
