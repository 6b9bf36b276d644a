/**
 * The filters there are: each is a record of its options in one file, with the pure function it compiles to and examples that
 * tests run. Immutable and safe for use by many threads.
 */
@NullMarked
package io.bytefreezer.transformations.filters;

import org.jspecify.annotations.NullMarked;
