package io.bytefreezer.transformations.filters.text.kv;

/**
 * How pairs are written.
 *
 * @param fieldSplit between pairs
 * @param valueSplit between a key and its value
 * @param quotes characters that keys and values may stand in
 */
public record PairSyntax(String fieldSplit, String valueSplit, String quotes) {}
