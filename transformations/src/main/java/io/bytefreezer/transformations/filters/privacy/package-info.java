/** Filters that hide what must not be seen. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.privacy;

import org.jspecify.annotations.NullMarked;
