/** Formats of payloads: bytes to the fields of an event. Everything here is immutable and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.parse;

import org.jspecify.annotations.NullMarked;
