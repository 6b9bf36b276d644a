/** Measures compaction, and that it changes no count, while a table is appended to and read. Appending, keeping and reading have a thread each. */
@NullMarked
package io.bytefreezer.benchmarks.upkeep;

import org.jspecify.annotations.NullMarked;
