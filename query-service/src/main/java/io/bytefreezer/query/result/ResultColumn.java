package io.bytefreezer.query.result;

/**
 * One column of an answer.
 *
 * @param name as the query calls it; unique in the answer
 * @param type in DuckDB's words, e.g. {@code BIGINT} or {@code TIMESTAMP WITH TIME ZONE}
 */
public record ResultColumn(String name, String type) {}
