/** Filters that write events the way others expect them. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.mapping;

import org.jspecify.annotations.NullMarked;
