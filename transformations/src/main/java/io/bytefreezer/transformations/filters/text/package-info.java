/** Filters that take texts apart. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.text;

import org.jspecify.annotations.NullMarked;
