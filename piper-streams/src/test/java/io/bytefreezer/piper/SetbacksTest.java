package io.bytefreezer.piper;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytefreezer.runtime.health.Health;
import io.bytefreezer.runtime.service.ServiceMetrics;
import io.bytefreezer.schemas.name.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SetbacksTest {

    private static final TopicPartition WEB = new TopicPartition("bytefreezer.raw.demo.web", 0);

    private final ServiceMetrics metrics = new ServiceMetrics("piper");
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Setbacks setbacks = new Setbacks(Topics.DEFAULT, new PiperMetrics(metrics), clock, new Random(1));

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void pausesLongerWithEachFailureUpToALimitAndStartsAnewWhenAllWasWell() {
        assertThat(pauseAfterFailure()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauseAfterFailure()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        for (int i = 0; i < 20; i++) {
            pauseAfterFailure();
        }
        assertThat(pauseAfterFailure()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
        now = now.plus(Duration.ofMinutes(1));
        assertThat(pauseAfterFailure()).isLessThan(Duration.ofMillis(201));
    }

    @Test
    void saysWhyAThreadFailedUntilItIsOver() {
        setbacks.failed(new IllegalStateException("outside", new IllegalArgumentException("the registry is away")));
        assertThat(setbacks.health().reasons()).singleElement().asString().contains("the registry is away");
        now = now.plus(Duration.ofMinutes(1));
        assertThat(setbacks.health()).isEqualTo(Health.up());
    }

    @Test
    void countsLossesAndShowsThemForAWhile() {
        setbacks.expired(WEB, 3, 10);
        setbacks.expired(WEB, 20, 0);
        assertThat(metrics.scrape()).contains("outcome=\"expired\",reason=\"retention\"} 7.0");
        assertThat(setbacks.health().reasons()).singleElement().asString().contains("demo/web");
        now = now.plus(Duration.ofHours(1));
        assertThat(setbacks.health()).isEqualTo(Health.up());
    }

    private Duration pauseAfterFailure() {
        setbacks.failed(new IllegalStateException("again"));
        Instant begin = now;
        while (setbacks.isPausing()) {
            now = now.plusMillis(1);
        }
        return Duration.between(begin, now);
    }
}
