/**
 * Reading the lake: which files a snapshot has, a local cache of them, and DuckDB sessions that see nothing else of the machine. Sessions belong to one query at a time;
 * the cache is shared and thread-safe.
 */
@NullMarked
package io.bytefreezer.lake.read;

import org.jspecify.annotations.NullMarked;
