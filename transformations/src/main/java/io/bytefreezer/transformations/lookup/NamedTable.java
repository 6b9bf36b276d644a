package io.bytefreezer.transformations.lookup;

import io.bytefreezer.transformations.option.Position;

/**
 * A table that a document names.
 *
 * @param name its name as it stands there: with {@code @} and a version or without
 * @param pointer JSON pointer to where it stands
 * @param position where that is in the document's text
 */
public record NamedTable(String name, String pointer, Position position) {}
