package io.bytefreezer.receiver.plan;

/**
 * What follows from a state and something that happened.
 *
 * @param state where the partition stands now
 * @param action what is to be done
 */
public record Decision(State state, Action action) {}
