/** Filters that change the names of fields. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.field.keys;

import org.jspecify.annotations.NullMarked;
