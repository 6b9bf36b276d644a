package io.bytefreezer.transformations.option;

/**
 * Where a value stands in a document's text.
 *
 * @param line from 1; 0 where unknown
 * @param column from 1; 0 where unknown
 */
public record Position(int line, int column) {

    /** Nowhere in particular. */
    public static final Position UNKNOWN = new Position(0, 0);
}
