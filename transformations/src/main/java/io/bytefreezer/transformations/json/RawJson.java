package io.bytefreezer.transformations.json;

/**
 * A value that is JSON already, to be written as it is; never part of an event.
 *
 * @param text valid JSON
 */
public record RawJson(String text) {}
