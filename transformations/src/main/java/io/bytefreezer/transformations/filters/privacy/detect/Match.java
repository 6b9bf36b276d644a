package io.bytefreezer.transformations.filters.privacy.detect;

/**
 * A part of a text that was found.
 *
 * @param start where it begins
 * @param end where it ends
 * @param name what it is, e.g. {@code email}
 */
public record Match(int start, int end, String name) {}
