/** The dissect filter: texts cut at their delimiters. Immutable, and safe for use by many threads. */
@NullMarked
package io.bytefreezer.transformations.filters.text.dissect;

import org.jspecify.annotations.NullMarked;
