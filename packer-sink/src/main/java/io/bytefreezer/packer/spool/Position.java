package io.bytefreezer.packer.spool;

/**
 * Where a record is in its processed topic.
 *
 * @param partition the partition
 * @param offset the offset there
 */
public record Position(int partition, long offset) {}
