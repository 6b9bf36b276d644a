package io.bytefreezer.lake.write;

import java.nio.file.Path;
import java.time.Instant;
import org.apache.iceberg.Metrics;

/**
 * A complete local Parquet file of one hour.
 *
 * @param path where it is
 * @param bytes its size
 * @param hour start of its hour of event time
 * @param metrics row count and column statistics for Iceberg's manifest
 */
public record ParquetFile(Path path, long bytes, Instant hour, Metrics metrics) {}
