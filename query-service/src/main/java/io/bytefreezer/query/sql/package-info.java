/** Parses SQL with DuckDB's own parser, so that what is checked is what would run. Thread-safe. */
@NullMarked
package io.bytefreezer.query.sql;

import org.jspecify.annotations.NullMarked;
