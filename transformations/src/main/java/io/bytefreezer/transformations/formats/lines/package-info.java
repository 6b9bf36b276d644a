/** Payloads of plain text. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.lines;

import org.jspecify.annotations.NullMarked;
