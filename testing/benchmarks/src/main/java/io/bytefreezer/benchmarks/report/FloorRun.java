package io.bytefreezer.benchmarks.report;

import java.time.Duration;

/**
 * One run of the floor.
 *
 * @param events events that were moved
 * @param took from the first send until the consumer had all of them
 * @param clientsCpu processor time of the process with producer and consumer
 * @param brokerCpu processor time of the broker meanwhile
 */
public record FloorRun(long events, Duration took, Duration clientsCpu, Duration brokerCpu) {

    double rate() {
        return Figures.rate(events, took);
    }

    double clientsCost() {
        return Figures.perMillion(clientsCpu, events);
    }

    double brokerCost() {
        return Figures.perMillion(brokerCpu, events);
    }
}
