/** Filters that add what is known about an event. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.enrich;

import org.jspecify.annotations.NullMarked;
