package io.bytefreezer.query.job;

import org.jspecify.annotations.Nullable;

/**
 * What a job was asked.
 *
 * @param sql the query
 * @param tenant whose datasets need no prefix in it, or null
 */
public record Asked(String sql, @Nullable String tenant) {}
