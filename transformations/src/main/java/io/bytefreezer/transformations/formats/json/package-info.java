/** Payloads in JSON. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.json;

import org.jspecify.annotations.NullMarked;
