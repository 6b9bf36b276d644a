/** Payloads that are tables: separated values. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.formats.table;

import org.jspecify.annotations.NullMarked;
