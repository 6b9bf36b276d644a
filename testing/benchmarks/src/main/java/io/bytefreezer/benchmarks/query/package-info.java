/** What queries take on a large table, beside DuckDB on the same files. */
@NullMarked
package io.bytefreezer.benchmarks.query;

import org.jspecify.annotations.NullMarked;
