package io.bytefreezer.lake.erase;

import java.util.UUID;

/**
 * A row, by where it came from.
 *
 * @param partition raw partition
 * @param offset raw offset
 * @param eventId its event
 */
public record ErasedRow(int partition, long offset, UUID eventId) {}
