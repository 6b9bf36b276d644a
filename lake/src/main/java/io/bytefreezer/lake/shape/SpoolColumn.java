package io.bytefreezer.lake.shape;

import io.bytefreezer.lake.table.ColumnType;

/**
 * A body column that spooled rows have values for.
 *
 * @param name name of the column, as the rows spell it
 * @param type the type its values need
 * @param isNew whether the table did not have it when the rows were shaped: then its values are spooled as text, whatever they are
 */
public record SpoolColumn(String name, ColumnType type, boolean isNew) {}
