/** Payloads of security devices. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.security;

import org.jspecify.annotations.NullMarked;
