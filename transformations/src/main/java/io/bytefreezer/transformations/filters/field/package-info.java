/** Filters that add, remove and change fields. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.field;

import org.jspecify.annotations.NullMarked;
