package io.bytefreezer.query.result;

import org.jspecify.annotations.Nullable;

/**
 * A part of a result.
 *
 * @param offset rows before it
 * @param total rows of the whole result
 * @param next path of the part after it; null when there is none
 */
public record ResultPage(long offset, long total, @Nullable String next) {}
