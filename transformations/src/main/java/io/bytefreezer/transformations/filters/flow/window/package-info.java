/**
 * Filters that remember what came before, for a time. Immutable, and safe for use by many threads; what they remember is in the
 * state that comes with the event.
 */
@NullMarked
package io.bytefreezer.transformations.filters.flow.window;

import org.jspecify.annotations.NullMarked;
