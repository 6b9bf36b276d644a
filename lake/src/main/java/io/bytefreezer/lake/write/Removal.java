package io.bytefreezer.lake.write;

import java.util.Optional;

/**
 * What it means for one data file that rows leave it.
 *
 * @param removed rows that leave it
 * @param others rows of the same stretch of offsets that stay, because their raw records were not read again
 * @param kept the rows that stay, as a new file; empty if none stay, or if all do and the old file is as good
 */
public record Removal(long removed, long others, Optional<ParquetFile> kept) {}
