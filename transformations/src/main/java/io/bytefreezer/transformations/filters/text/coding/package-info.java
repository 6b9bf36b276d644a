/** Filters that take encodings off texts. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.text.coding;

import org.jspecify.annotations.NullMarked;
