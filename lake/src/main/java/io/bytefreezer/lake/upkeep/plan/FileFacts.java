package io.bytefreezer.lake.upkeep.plan;

import java.time.Instant;

/**
 * What the manifests say of a data file.
 *
 * @param location its address
 * @param hour start of its hour of event time
 * @param bytes its size
 * @param rows rows it holds
 * @param addedAt when it came into the table; the epoch if that snapshot was expired
 */
public record FileFacts(String location, Instant hour, long bytes, long rows, Instant addedAt) {}
