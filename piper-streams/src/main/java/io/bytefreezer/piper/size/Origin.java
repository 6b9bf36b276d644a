package io.bytefreezer.piper.size;

/**
 * A raw record.
 *
 * @param topic its raw topic
 * @param partition its partition
 * @param offset its offset there
 */
public record Origin(String topic, int partition, long offset) {}
