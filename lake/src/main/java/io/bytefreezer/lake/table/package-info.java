/**
 * The layout of a lake table: its columns, their types and their names. Pure, except {@link io.bytefreezer.lake.table.TableState}, which reads a loaded
 * table; all values are immutable.
 */
@NullMarked
package io.bytefreezer.lake.table;

import org.jspecify.annotations.NullMarked;
