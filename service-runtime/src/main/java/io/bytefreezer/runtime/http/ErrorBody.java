package io.bytefreezer.runtime.http;

/**
 * What every refused request is answered with.
 *
 * @param error a code for programs, snake case, e.g. {@code unknown_key}
 * @param message a sentence for people: what is wrong and what to do
 */
public record ErrorBody(String error, String message) {}
