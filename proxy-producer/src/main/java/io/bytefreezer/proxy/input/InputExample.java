package io.bytefreezer.proxy.input;

/**
 * An input's configuration that works, for the reference page and for the tests, which load each.
 *
 * @param title what it is an example of
 * @param yaml one element of {@code inputs}
 */
public record InputExample(String title, String yaml) {}
