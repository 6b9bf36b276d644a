package io.bytefreezer.lake.read;

import io.bytefreezer.lake.S3Location;
import java.time.Instant;
import java.util.Optional;

/**
 * An immutable data file of a table.
 *
 * @param location its object
 * @param bytes its size
 * @param rows rows it holds
 * @param hour start of its hour of event time; empty in tables another writer partitioned in its own way
 */
public record LakeFile(S3Location location, long bytes, long rows, Optional<Instant> hour) {}
