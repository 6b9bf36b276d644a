/** The mutate filter and its changes. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.field.mutate;

import org.jspecify.annotations.NullMarked;
