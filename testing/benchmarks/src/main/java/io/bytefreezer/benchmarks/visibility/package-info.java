/**
 * Measures how long after its acknowledgement an event is in the answers of SQL, and that it is in each of them once. The ledger is safe for use by many threads;
 * all else belongs to one.
 */
@NullMarked
package io.bytefreezer.benchmarks.visibility;

import org.jspecify.annotations.NullMarked;
