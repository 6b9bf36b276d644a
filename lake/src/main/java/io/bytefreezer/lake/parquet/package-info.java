/** Local Parquet files below the level of rows: their footers, and files joined without decoding them. Not thread-safe: a file is written by one thread. */
@NullMarked
package io.bytefreezer.lake.parquet;

import org.jspecify.annotations.NullMarked;
