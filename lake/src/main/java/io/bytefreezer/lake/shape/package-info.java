/**
 * From JSON bodies to rows that fit a table's columns. Pure: no I/O, clock or randomness. A {@link io.bytefreezer.lake.shape.RowShaper} belongs to one thread.
 */
@NullMarked
package io.bytefreezer.lake.shape;

import org.jspecify.annotations.NullMarked;
