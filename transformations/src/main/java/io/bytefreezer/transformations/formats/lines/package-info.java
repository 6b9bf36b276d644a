/** Payloads that are lines of text, one event each or put together; what other formats of lines share. Formats are immutable and safe for use by many threads, collectors belong to one. */
@NullMarked
package io.bytefreezer.transformations.formats.lines;

import org.jspecify.annotations.NullMarked;
