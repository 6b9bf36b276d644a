/**
 * Bloom filters of Parquet files, read by a few small ranges: they tell which files certainly hold none of the values looked for. What reads is thread-safe; all values are
 * immutable.
 */
@NullMarked
package io.bytefreezer.lake.bloom;

import org.jspecify.annotations.NullMarked;
