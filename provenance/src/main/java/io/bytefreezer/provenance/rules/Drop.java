package io.bytefreezer.provenance.rules;

/**
 * What dropped an event.
 *
 * @param version version of the transformation
 * @param filter position and type of its filter, e.g. {@code 2:drop}
 * @param reason why, as metrics name it
 */
public record Drop(int version, String filter, String reason) {}
