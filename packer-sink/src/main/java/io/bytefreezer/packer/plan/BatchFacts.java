package io.bytefreezer.packer.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a batch.
 *
 * @param records offsets it covers, rows or not
 * @param bytes spooled bytes
 * @param hours different hours of event time
 * @param firstRecord when its first record was read; empty when it has none
 */
public record BatchFacts(long records, long bytes, int hours, Optional<Instant> firstRecord) {}
