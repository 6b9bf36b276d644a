/**
 * The filters: each is a record of its options in one file, with the pure function it compiles to and examples that tests run.
 * Filters and what they compile to are immutable and safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.transformations.filter;

import org.jspecify.annotations.NullMarked;
