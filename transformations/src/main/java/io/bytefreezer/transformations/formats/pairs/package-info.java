/** Payloads of keys with values. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.pairs;

import org.jspecify.annotations.NullMarked;
