package io.bytefreezer.system.torture;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is.
 *
 * @param seed of the faults and of the events' contents
 * @param length how long faults are injected
 * @param pause the mean time from one fault to the next
 * @param eventsPerSecond good events over HTTP
 * @param trustsTcp whether a syslog connection that a proxy closed counts as an acknowledgement
 * @param directory of its own, for everything
 */
public record Options(
        long seed, Duration length, Duration pause, int eventsPerSecond, boolean trustsTcp, Path directory) {}
