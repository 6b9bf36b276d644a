/** The kv filter: pairs of keys and values in a text. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.text.kv;

import org.jspecify.annotations.NullMarked;
