/** Filters that read texts which have a format of their own: JSON, CSV and XML. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.text.structured;

import org.jspecify.annotations.NullMarked;
