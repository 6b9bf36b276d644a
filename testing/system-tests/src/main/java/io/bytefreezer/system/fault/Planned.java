package io.bytefreezer.system.fault;

import java.time.Duration;

/**
 * A fault and its time.
 *
 * @param at after the begin of the run; it may start later, when what it is done to is still recovering
 * @param fault what is done
 */
public record Planned(Duration at, Fault fault) {}
