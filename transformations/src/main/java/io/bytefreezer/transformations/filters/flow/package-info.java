/** Filters that decide which events go on, and where. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.flow;

import org.jspecify.annotations.NullMarked;
