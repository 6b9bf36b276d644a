package io.bytefreezer.query.background;

import io.bytefreezer.query.run.QueryEngine;
import java.time.Clock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What jobs are run with.
 *
 * @param engine runs their queries; it stays open longer than the jobs
 * @param files keeps their results
 * @param keys whether the id is that of a key which is still good
 * @param clock tells the time
 * @param random makes ids that nobody can guess
 */
public record JobTools(
        QueryEngine engine, ResultFiles files, Predicate<String> keys, Clock clock, RandomGenerator random) {}
