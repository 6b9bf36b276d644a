/**
 * Rows on local disk on their way to a table, or read before they are in it: how their bytes are laid out, and the table function by which DuckDB reads them. What
 * writes or reads rows belongs to one thread; what describes them is immutable.
 */
@NullMarked
package io.bytefreezer.lake.spool;

import org.jspecify.annotations.NullMarked;
